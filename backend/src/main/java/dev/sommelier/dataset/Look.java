package dev.sommelier.dataset;

import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing;

/// Difference hash: one bit for each pair of neighbours in a 9 × 8 grey thumbnail, set where the left one is
/// brighter. Copies of a picture in another size or compression get the same bits, or nearly.
///
/// @see <a href="https://www.hackerfactor.com/blog/index.php?/archives/529-Kind-of-Like-That.html">the method</a>
final class Look {
    private Look() {}

    static long of(Pixels picture) {
        Pixels small = picture.resized(9, 8, Preprocessing.Kernel.AREA);
        long bits = 0;
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                bits = bits << 1 | (grey(small, x, y) > grey(small, x + 1, y) ? 1 : 0);
            }
        }
        return bits;
    }

    private static int grey(Pixels pixels, int x, int y) {
        int at = 3 * (y * pixels.width() + x);
        byte[] rgb = pixels.rgb();
        return 299 * (rgb[at] & 255) + 587 * (rgb[at + 1] & 255) + 114 * (rgb[at + 2] & 255);
    }
}
