package dev.sommelier.inference;

import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;

/// Pictures that are the same on every machine, and as different from each other as can be: a slope of colours, a
/// board of squares, a disc and noise.
final class GoldenPictures {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 192;
    private static final int SQUARE = 24;
    private static final int RADIUS = 64;

    private static final List<Painter> PAINTERS = List.of(
            (x, y) -> x << 16 | (255 - x) << 8 | y,
            (x, y) -> (x / SQUARE + y / SQUARE) % 2 == 0 ? 0xf0e0d0 : 0x203040,
            (x, y) -> Math.hypot(x - WIDTH / 2.0, y - HEIGHT / 2.0) < RADIUS ? 0xc02030 : 0x60a0e0,
            noise());

    static final int COUNT = PAINTERS.size();

    private GoldenPictures() {}

    /// Network input, float32 `(COUNT, 3, H, W)`, direct.
    static FloatBuffer tensor(Preprocessing preprocessing) {
        FloatBuffer batch = DirectFloats.of(Math.multiplyExact(COUNT, preprocessing.floats()));
        PAINTERS.forEach(painter -> picture(painter).fitted(preprocessing).toTensor(preprocessing, batch));
        return batch.clear();
    }

    private static Pixels picture(Painter painter) {
        byte[] rgb = new byte[3 * WIDTH * HEIGHT];
        for (int pixel = 0; pixel < WIDTH * HEIGHT; pixel++) {
            int colour = painter.colour(pixel % WIDTH, pixel / WIDTH);
            rgb[3 * pixel] = (byte) (colour >> 16);
            rgb[3 * pixel + 1] = (byte) (colour >> 8);
            rgb[3 * pixel + 2] = (byte) colour;
        }
        return new Pixels(WIDTH, HEIGHT, rgb);
    }

    /// Each pixel's colour comes from its place, so the painter keeps no state.
    private static Painter noise() {
        return (x, y) -> new SplittableRandom((long) y * WIDTH + x).nextInt(1 << 24);
    }

    private interface Painter {
        /// Red, green and blue from high to low bits, 8 each.
        int colour(int x, int y);
    }
}
