package dev.sommelier.evaluate;

import dev.sommelier.image.Pixels;

/// A picture that is made up layer by layer, without fonts or native code, so that it is the same on every
/// machine. Places run from 0 to 1, from left to right and from top to bottom.
final class Drawing {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 192;

    private final byte[] rgb = new byte[3 * WIDTH * HEIGHT];

    /// A colour `0xRRGGBB` for each place.
    @FunctionalInterface
    interface Shade {
        int at(double x, double y);
    }

    Drawing(Shade ground) {
        fill(Region.EVERYWHERE, ground);
    }

    /// One more layer.
    Drawing fill(Region region, Shade shade) {
        for (int pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
            int column = pixel % WIDTH;
            int row = pixel / WIDTH;
            double x = (column + 0.5) / WIDTH;
            double y = (row + 0.5) / HEIGHT;
            if (region.holds(x, y)) {
                int colour = shade.at(x, y);
                rgb[3 * pixel] = (byte) (colour >> 16);
                rgb[3 * pixel + 1] = (byte) (colour >> 8);
                rgb[3 * pixel + 2] = (byte) colour;
            }
        }
        return this;
    }

    Drawing fill(Region region, int colour) {
        return fill(region, (x, y) -> colour);
    }

    Pixels pixels() {
        return new Pixels(WIDTH, HEIGHT, rgb);
    }
}
