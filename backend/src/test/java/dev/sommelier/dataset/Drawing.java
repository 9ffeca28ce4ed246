package dev.sommelier.dataset;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;

/// A picture in memory, its copies, and its files.
record Drawing(BufferedImage image) {

    /// Shapes in many colours. Another seed gives a picture of another look.
    static Drawing of(long seed) {
        return of(seed, 400, 300);
    }

    static Drawing of(long seed, int width, int height) {
        SplittableRandom random = new SplittableRandom(seed);
        Drawing drawing = flat(random.nextInt(0x1000000), width, height);
        Graphics2D brush = drawing.image.createGraphics();
        for (int i = 0; i < 16; i++) {
            brush.setColor(new Color(random.nextInt(0x1000000)));
            brush.fillOval(
                    random.nextInt(width) - 40,
                    random.nextInt(height) - 40,
                    random.nextInt(40, 150),
                    random.nextInt(40, 150));
        }
        brush.dispose();
        return drawing;
    }

    static Drawing flat(int rgb, int width, int height) {
        Drawing drawing = new Drawing(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB));
        Graphics2D brush = drawing.image.createGraphics();
        brush.setColor(new Color(rgb));
        brush.fillRect(0, 0, width, height);
        brush.dispose();
        return drawing;
    }

    /// One bar on white, as in a shop's catalogue.
    static Drawing onWhite(int rgb, int barWidth, int barHeight) {
        Drawing drawing = flat(0xFFFFFF, 400, 400);
        Graphics2D brush = drawing.image.createGraphics();
        brush.setColor(new Color(rgb));
        brush.fillRect(200 - barWidth / 2, 390 - barHeight, barWidth, barHeight);
        brush.dispose();
        return drawing;
    }

    Drawing scaled(int width, int height) {
        return drawn(width, height, 0, 0, image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    }

    Drawing mirrored() {
        int width = image.getWidth();
        return drawn(width, image.getHeight(), width, 0, 0, image.getHeight(), BufferedImage.TYPE_INT_RGB);
    }

    /// @param percent taken off at each side
    Drawing cropped(int percent) {
        int x = image.getWidth() * percent / 100;
        int y = image.getHeight() * percent / 100;
        int right = image.getWidth() - x;
        int bottom = image.getHeight() - y;
        return drawn(right - x, bottom - y, x, y, right, bottom, BufferedImage.TYPE_INT_RGB);
    }

    Drawing grey() {
        return drawn(
                image.getWidth(),
                image.getHeight(),
                0,
                0,
                image.getWidth(),
                image.getHeight(),
                BufferedImage.TYPE_BYTE_GRAY);
    }

    private Drawing drawn(int width, int height, int left, int top, int right, int bottom, int type) {
        BufferedImage copy = new BufferedImage(width, height, type);
        Graphics2D brush = copy.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        brush.drawImage(image, 0, 0, width, height, left, top, right, bottom, null);
        brush.dispose();
        return new Drawing(copy);
    }

    /// Saved as its name says.
    Path save(Path file) throws IOException {
        String name = file.toString();
        return save(file, name.substring(name.lastIndexOf('.') + 1));
    }

    Path save(Path file, String format) throws IOException {
        Files.createDirectories(file.getParent());
        if (!ImageIO.write(image, format, file.toFile())) {
            throw new IllegalArgumentException("no encoder for " + format);
        }
        return file;
    }
}
