package dev.sommelier.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/// Photos for tests that ask what a picture shows, and not how it is stored.
public final class DrawnPhoto {
    private static final int TILES = 6;

    private DrawnPhoto() {}

    /// A PNG of 16 × 16 pixels in one grey, 0 to 255.
    public static byte[] grey(int level) {
        BufferedImage picture = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = picture.createGraphics();
        brush.setColor(new Color(level, level, level));
        brush.fillRect(0, 0, 16, 16);
        brush.dispose();
        return Encoded.as(Format.PNG, picture);
    }

    /// A JPEG of tiles in one hue. Another seed gives a picture of another look.
    ///
    /// @param hue 0 to 1
    public static byte[] tiles(float hue, int side, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = picture.createGraphics();
        int step = Math.ceilDiv(side, TILES);
        for (int tile = 0; tile < TILES * TILES; tile++) {
            float brightness = (float) random.nextDouble(0.2, 1);
            brush.setColor(Color.getHSBColor(hue, 0.9f, brightness));
            brush.fillRect(tile % TILES * step, tile / TILES * step, step, step);
        }
        brush.dispose();
        return Encoded.as(Format.JPEG, picture);
    }
}
