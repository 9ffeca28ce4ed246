package dev.sommelier.dataset;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/// Photo files, and samples as if read from some.
final class Photos {
    private Photos() {}

    /// A file in a class folder, which is made; its content does not matter.
    static Path touch(Path root, String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    /// A file that is so long and takes no room on the disk.
    static Path sparse(Path file, long bytes) throws IOException {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(bytes);
        }
        return file;
    }

    /// Waves of colour with noise on them, the same waves in every size.
    ///
    /// @param format `jpg`, `png`, …
    static Path photo(Path file, String format, int width, int height) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        SplittableRandom random = new SplittableRandom(width);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double right = 7.0 * x / width;
                double down = 9.0 * y / height;
                int noise = random.nextInt(64);
                picture.setRGB(x, y, rgb(wave(right) + noise, wave(right + down) + noise, wave(down - 2 * right)));
            }
        }
        if (!ImageIO.write(picture, format, file.toFile())) {
            throw new IllegalArgumentException("no encoder for " + format);
        }
        return file;
    }

    private static int wave(double phase) {
        return (int) (95 + 95 * Math.sin(phase));
    }

    private static int rgb(int red, int green, int blue) {
        return red << 16 | green << 8 | blue;
    }

    static Sample sample(String name, int label, String sha256, long look) {
        return new Sample(new LabelledPhoto(Path.of(name), label), sha256, look);
    }
}
