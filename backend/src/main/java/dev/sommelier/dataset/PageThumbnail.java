package dev.sommelier.dataset;

import dev.sommelier.image.PhotoReader;
import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// A small JPEG inside a page, so that the page is one file.
final class PageThumbnail {
    /// Longer side, pixels.
    private static final int SIDE = 176;

    private PageThumbnail() {}

    /// A data URI, about 8 kB.
    ///
    /// @throws dev.sommelier.failure.Failure if the photo cannot be read
    static String of(Path photo, PhotoReader reader) throws IOException {
        Pixels pixels = reader.decode(Files.readAllBytes(photo), SIDE, SIDE);
        double scale = Math.min(1, (double) SIDE / Math.max(pixels.width(), pixels.height()));
        Pixels small =
                pixels.resized(side(pixels.width(), scale), side(pixels.height(), scale), Preprocessing.Kernel.AREA);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(jpeg)) {
            ImageIO.write(image(small), "jpg", out);
        }
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(jpeg.toByteArray());
    }

    private static int side(int full, double scale) {
        return Math.max(1, (int) Math.round(full * scale));
    }

    private static BufferedImage image(Pixels pixels) {
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = pixels.rgb();
        for (int i = 0; i < pixels.width() * pixels.height(); i++) {
            int colour = ((rgb[3 * i] & 255) << 16) | ((rgb[3 * i + 1] & 255) << 8) | (rgb[3 * i + 2] & 255);
            image.setRGB(i % pixels.width(), i / pixels.width(), colour);
        }
        return image;
    }
}
