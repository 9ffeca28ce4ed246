package dev.sommelier.dataset;

import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing;

/// A picture at 16 × 16. It tells copies from pictures that only share a difference hash, as photos of different
/// things on white do.
///
/// The bounds were measured on 1309 web photos, among pairs within [#BITS]. Copies in another size or compression
/// correlate by 0.99 and more; different photos by 0.96 and less in colour, and by 0.975 and less in grey.
///
/// @param look difference hash, see [Look]
/// @param colour RGB, `3 · 16 · 16` values
/// @param grey `16 · 16` values
record Thumbnail(long look, Levels colour, Levels grey) {
    private static final int SIDE = 16;

    /// Least standard deviation, of 255 levels, at which there is something to compare.
    private static final double FLAT = 3;

    /// Bits of the hash that may differ between copies.
    private static final int BITS = 12;

    private static final double SAME_COLOURS = 0.965;

    /// Without colours there is less to go by.
    private static final int GREY_BITS = 6;

    private static final double SAME_GREYS = 0.985;

    static Thumbnail of(Pixels picture) {
        byte[] rgb = picture.resized(SIDE, SIDE, Preprocessing.Kernel.AREA).rgb();
        float[] colour = new float[rgb.length];
        float[] grey = new float[rgb.length / 3];
        for (int i = 0; i < rgb.length; i++) {
            colour[i] = rgb[i] & 255;
        }
        for (int i = 0; i < grey.length; i++) {
            grey[i] = 0.299f * colour[3 * i] + 0.587f * colour[3 * i + 1] + 0.114f * colour[3 * i + 2];
        }
        return new Thumbnail(Look.of(picture), Levels.of(colour, 3), Levels.of(grey, 1));
    }

    /// Whether it shows next to nothing: any two such pictures look alike.
    boolean isFlat() {
        return colour.deviation() < FLAT;
    }

    /// Whether both show the same picture, perhaps brighter or with more contrast.
    boolean shows(Thumbnail other) {
        return within(BITS, other) && colour.correlation(other.colour) >= SAME_COLOURS;
    }

    /// Whether both show the same picture if colours do not count.
    boolean showsInOtherColours(Thumbnail other) {
        return within(GREY_BITS, other) && grey.correlation(other.grey) >= SAME_GREYS;
    }

    private boolean within(int bits, Thumbnail other) {
        return Long.bitCount(look ^ other.look) <= bits && !isFlat() && !other.isFlat();
    }
}
