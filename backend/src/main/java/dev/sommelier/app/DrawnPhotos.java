package dev.sommelier.app;

import dev.sommelier.evaluate.OtherThings;
import dev.sommelier.image.PhotoWriter;
import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing.Kernel;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Photo files for those who have none at hand, the same on every machine: sizes and formats as web sites and
/// messengers pass them on, most of them JPEG of some 100 KB.
final class DrawnPhotos {
    private static final int COUNT = 40;

    /// Widths in pixels; all are 4 by 3.
    private static final int[] WIDTHS = {640, 800, 1024, 1280, 1600};

    private static final int QUALITY = 85;

    /// Most by which a pixel differs from what was drawn, of 255: a camera's noise, without which files are too
    /// small.
    private static final int GRAIN = 6;

    private DrawnPhotos() {}

    /// Takes a few seconds of a processor.
    static List<byte[]> files() {
        List<Pixels> drawn = OtherThings.drawn();
        return IntStream.range(0, COUNT)
                .parallel()
                .mapToObj(number -> file(drawn.get(number), number))
                .toList();
    }

    /// Of ten, one is PNG, one WebP, two are progressive JPEG and six plain JPEG.
    private static byte[] file(Pixels drawn, int number) {
        int width = WIDTHS[(number + number / 10) % WIDTHS.length];
        Pixels large = drawn.resized(width, width * 3 / 4, Kernel.BILINEAR);
        return switch (number % 10) {
            // No camera writes these: they are screenshots and drawings.
            case 0 -> large.png();
            case 1 -> PhotoWriter.webp(grainy(large, number), QUALITY);
            case 2, 3 -> PhotoWriter.jpeg(grainy(large, number), QUALITY, true);
            default -> PhotoWriter.jpeg(grainy(large, number), QUALITY, false);
        };
    }

    private static Pixels grainy(Pixels picture, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] rgb = picture.rgb();
        for (int pixel = 0; pixel < rgb.length; pixel += 3) {
            int grain = random.nextInt(-GRAIN, GRAIN + 1);
            for (int channel = pixel; channel < pixel + 3; channel++) {
                rgb[channel] = (byte) Math.clamp((rgb[channel] & 0xff) + grain, 0, 255);
            }
        }
        return picture;
    }
}
