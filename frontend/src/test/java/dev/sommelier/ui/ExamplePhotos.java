package dev.sommelier.ui;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.FileImageOutputStream;

/// Draws the photos that the page offers as examples. Their files lie among the page's resources; run [#main] there
/// after a change.
final class ExamplePhotos {
    static final int SIDE = 480;
    static final Path FOLDER = Path.of("src/main/resources/META-INF/resources/examples");
    static final Map<String, Consumer<Graphics2D>> DRINKS =
            Map.of("beer", ExamplePhotos::beer, "whiskey", ExamplePhotos::whiskey, "wine", ExamplePhotos::wine);

    private static final float QUALITY = 0.85f;

    private ExamplePhotos() {}

    public static void main(String[] arguments) throws IOException {
        for (String name : DRINKS.keySet()) {
            write(draw(name), FOLDER.resolve(name + ".jpg"));
        }
    }

    static BufferedImage draw(String name) {
        var image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        room(pen);
        Objects.requireNonNull(DRINKS.get(name)).accept(pen);
        pen.dispose();
        grain(image);
        return image;
    }

    private static void write(BufferedImage image, Path file) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpg").next();
        var settings = writer.getDefaultWriteParam();
        settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        settings.setCompressionQuality(QUALITY);
        file.toFile().delete();
        try (var out = new FileImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
    }

    /// A wall with lamps out of focus, and a table.
    private static void room(Graphics2D pen) {
        pen.setPaint(new GradientPaint(0, 0, new Color(46, 36, 34), SIDE, 330, new Color(120, 92, 70)));
        pen.fillRect(0, 0, SIDE, SIDE);
        var random = new SplittableRandom(5);
        for (int i = 0; i < 14; i++) {
            float radius = 18 + random.nextInt(34);
            float x = random.nextInt(SIDE);
            float y = random.nextInt(260);
            pen.setPaint(new RadialGradientPaint(x, y, radius, new float[] {0, 1}, new Color[] {
                new Color(255, 206, 140, 110), new Color(255, 190, 120, 0)
            }));
            pen.fill(new Ellipse2D.Float(x - radius, y - radius, 2 * radius, 2 * radius));
        }
        pen.setPaint(new GradientPaint(0, 350, new Color(112, 70, 40), 0, SIDE, new Color(52, 30, 16)));
        pen.fillRect(0, 350, SIDE, SIDE - 350);
        pen.setPaint(new RadialGradientPaint(
                240, 425, 150, new float[] {0, 1}, new Color[] {new Color(0, 0, 0, 120), new Color(0, 0, 0, 0)}));
        pen.fill(new Ellipse2D.Float(90, 395, 300, 60));
    }

    private static void beer(Graphics2D pen) {
        pen.setStroke(new BasicStroke(20, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        pen.setColor(new Color(226, 224, 214, 150));
        pen.draw(new RoundRectangle2D.Float(318, 190, 70, 150, 60, 60));
        Shape glass = taper(150, 330, 95, 168, 316, 425);
        pen.setColor(new Color(240, 236, 226, 110));
        pen.fill(glass);
        Shape beer = taper(161, 320, 150, 176, 308, 408);
        pen.setPaint(new GradientPaint(160, 0, new Color(250, 186, 40), 322, 0, new Color(196, 112, 8)));
        pen.fill(beer);
        var random = new SplittableRandom(2);
        pen.setColor(new Color(255, 240, 180, 150));
        for (int i = 0; i < 120; i++) {
            float size = 1.5f + random.nextInt(30) / 10f;
            pen.fill(new Ellipse2D.Float(182 + random.nextInt(118), 160 + random.nextInt(240), size, size));
        }
        foam(pen);
        shine(pen, 182, 140, 16, 260);
    }

    private static void foam(Graphics2D pen) {
        var random = new SplittableRandom(3);
        for (int i = 0; i < 90; i++) {
            float size = 22 + random.nextInt(26);
            int grey = 232 + random.nextInt(22);
            pen.setColor(new Color(grey, grey - 4, grey - 22));
            pen.fill(new Ellipse2D.Float(146 + random.nextInt(150), 84 + random.nextInt(52), size, size));
        }
    }

    private static void whiskey(Graphics2D pen) {
        Shape glass = taper(128, 352, 190, 148, 332, 425);
        pen.setColor(new Color(232, 236, 240, 80));
        pen.fill(glass);
        Shape whiskey = taper(140, 340, 285, 152, 328, 402);
        pen.setPaint(new GradientPaint(140, 285, new Color(226, 142, 42), 330, 402, new Color(122, 54, 6)));
        pen.fill(whiskey);
        ice(pen, 176, 250, 62, 0.2);
        ice(pen, 246, 262, 58, -0.3);
        ice(pen, 214, 312, 54, 0.5);
        pen.setColor(new Color(240, 244, 248, 110));
        pen.fill(taper(148, 332, 402, 150, 330, 425));
        pen.setStroke(new BasicStroke(3));
        pen.setColor(new Color(255, 255, 255, 150));
        pen.draw(new Ellipse2D.Float(128, 178, 224, 26));
        pen.draw(glass);
        shine(pen, 156, 212, 12, 180);
    }

    private static void ice(Graphics2D pen, double x, double y, double side, double turn) {
        var turned = (Graphics2D) pen.create();
        turned.rotate(turn, x + side / 2, y + side / 2);
        turned.setPaint(new GradientPaint(
                (float) x,
                (float) y,
                new Color(255, 246, 232, 190),
                (float) (x + side),
                (float) (y + side),
                new Color(240, 190, 130, 90)));
        turned.fill(new RoundRectangle2D.Double(x, y, side, side, 14, 14));
        turned.setColor(new Color(255, 255, 255, 120));
        turned.draw(new RoundRectangle2D.Double(x, y, side, side, 14, 14));
        turned.dispose();
    }

    private static void wine(Graphics2D pen) {
        pen.setColor(new Color(226, 230, 236, 130));
        pen.fill(new Rectangle2D.Double(235, 270, 10, 140));
        pen.fill(new Ellipse2D.Double(172, 398, 136, 28));
        var bowl = bowl();
        pen.setColor(new Color(232, 236, 242, 90));
        pen.fill(bowl);
        var wine = new Area(bowl);
        wine.intersect(new Area(new Rectangle2D.Double(0, 170, SIDE, SIDE)));
        pen.setPaint(new GradientPaint(150, 170, new Color(128, 14, 44), 330, 290, new Color(58, 2, 18)));
        pen.fill(wine);
        pen.setColor(new Color(158, 40, 70));
        pen.fill(new Ellipse2D.Double(151, 160, 178, 22));
        pen.setStroke(new BasicStroke(2.5f));
        pen.setColor(new Color(255, 255, 255, 150));
        pen.draw(bowl);
        pen.draw(new Ellipse2D.Double(174, 60, 132, 16));
        shine(pen, 176, 110, 12, 110);
    }

    private static Area bowl() {
        var outline = new Path2D.Double();
        outline.moveTo(174, 68);
        outline.curveTo(138, 160, 134, 250, 240, 284);
        outline.curveTo(346, 250, 342, 160, 306, 68);
        outline.closePath();
        return new Area(outline);
    }

    private static void shine(Graphics2D pen, double x, double y, double width, double height) {
        pen.setColor(new Color(255, 255, 255, 90));
        pen.fill(new RoundRectangle2D.Double(x, y, width, height, width, width));
    }

    /// What a sensor adds, always the same.
    private static void grain(BufferedImage image) {
        var random = new SplittableRandom(1);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int noise = random.nextInt(9) - 4;
                int rgb = image.getRGB(x, y);
                image.setRGB(x, y, lit(rgb >> 16, noise) << 16 | lit(rgb >> 8, noise) << 8 | lit(rgb, noise));
            }
        }
    }

    private static int lit(int value, int noise) {
        return Math.clamp((value & 255) + noise, 0, 255);
    }

    private static Shape taper(double left, double right, double top, double footLeft, double footRight, double foot) {
        var outline = new Path2D.Double();
        outline.moveTo(left, top);
        outline.lineTo(right, top);
        outline.lineTo(footRight, foot);
        outline.lineTo(footLeft, foot);
        outline.closePath();
        return outline;
    }
}
