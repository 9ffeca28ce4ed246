package dev.sommelier.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/// Pictures whose pixels the tests know.
final class Painting {
    private Painting() {}

    /// Red, green, blue and yellow quarters, in reading order: no turn or mirroring leaves it as it is.
    static BufferedImage corners(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        fill(picture, 0, 0, Color.RED);
        fill(picture, width / 2, 0, Color.GREEN);
        fill(picture, 0, height / 2, Color.BLUE);
        fill(picture, width / 2, height / 2, Color.YELLOW);
        return picture;
    }

    private static void fill(BufferedImage picture, int x, int y, Color colour) {
        Graphics2D brush = picture.createGraphics();
        brush.setColor(colour);
        brush.fillRect(x, y, picture.getWidth() - x, picture.getHeight() - y);
        brush.dispose();
    }

    /// Smooth waves of colour, which compress badly enough to give long files.
    static BufferedImage waves(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, (wave(x / 9.0) << 16) | (wave(y / 7.0) << 8) | wave((x + y) / 5.0));
            }
        }
        return picture;
    }

    private static int wave(double phase) {
        return (int) (127.5 + 127.5 * Math.sin(phase));
    }

    /// One colour with one opacity.
    static BufferedImage film(int argb) {
        BufferedImage picture = new BufferedImage(20, 10, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 200; i++) {
            picture.setRGB(i % 20, i / 20, argb);
        }
        return picture;
    }
}
