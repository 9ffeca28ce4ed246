package dev.sommelier.ui;

import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/// Drawn photos of a glass, so that no picture needs to be kept here.
final class Photos {
    private Photos() {}

    static FilePayload glass(String name, Color drink) {
        return new FilePayload(name, "image/png", file("png", drink));
    }

    /// A format that Chromium does not show.
    static FilePayload tiff(String name) {
        return new FilePayload(name, "image/tiff", file("tiff", Color.ORANGE));
    }

    static FilePayload notAnImage(String name) {
        return new FilePayload(name, "image/heic", "ftypheic".getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] file(String format, Color drink) {
        var file = new ByteArrayOutputStream();
        try {
            ImageIO.write(draw(drink), format, file);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }

    private static BufferedImage draw(Color drink) {
        var image = new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setPaint(new GradientPaint(0, 0, new Color(236, 222, 205), 800, 600, new Color(146, 112, 92)));
        pen.fillRect(0, 0, 800, 600);
        pen.setColor(new Color(88, 60, 46));
        pen.fillRect(0, 470, 800, 130);
        glass(pen, drink);
        pen.dispose();
        return image;
    }

    private static void glass(Graphics2D pen, Color drink) {
        pen.setColor(new Color(255, 255, 255, 120));
        pen.fillRoundRect(310, 110, 180, 390, 40, 40);
        pen.setPaint(new GradientPaint(320, 200, drink.brighter(), 480, 500, drink.darker()));
        pen.fillRoundRect(322, 210, 156, 278, 30, 30);
        pen.setColor(new Color(255, 255, 255, 90));
        pen.fillRoundRect(340, 140, 18, 320, 18, 18);
    }
}
