package dev.sommelier.load.photo;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/// A drink in the glass it is served in, on a table in front of a wall.
///
/// @param name its class, as a model would call it
/// @param liquid what the glass shows
/// @param top what lies on the liquid
/// @param glass its parts in a unit square, the bowl first, so that one drawing serves every size
public record Drink(String name, Color liquid, Color top, List<Shape> glass) {
    public static final Drink BEER =
            new Drink("beer", new Color(0xE0A526), Color.WHITE, List.of(taper(0.34, 0.66, 0.18, 0.38, 0.62, 0.88)));

    public static final Drink WHISKEY = new Drink(
            "whiskey", new Color(0xA8591C), new Color(0xC9DDE4), List.of(taper(0.28, 0.72, 0.52, 0.31, 0.69, 0.88)));

    public static final Drink WINE = new Drink(
            "wine",
            new Color(0x6E1228),
            new Color(0x8E3A4C),
            List.of(
                    new Ellipse2D.Double(0.32, 0.16, 0.36, 0.42),
                    new Rectangle2D.Double(0.49, 0.56, 0.02, 0.28),
                    new Ellipse2D.Double(0.36, 0.82, 0.28, 0.06)));

    /// RGB without alpha, so that every format can hold it.
    BufferedImage draw(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var brush = image.createGraphics();
        brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        brush.scale(width, height);
        drawRoom(brush);
        drawGlass(brush);
        brush.dispose();
        return image;
    }

    private static void drawRoom(Graphics2D brush) {
        brush.setPaint(new GradientPaint(0, 0, new Color(0x3B4A54), 1, 1, new Color(0xB7A68F)));
        brush.fill(new Rectangle2D.Double(0, 0, 1, 0.7));
        brush.setPaint(new GradientPaint(0, 0.7f, new Color(0x7A5233), 0, 1, new Color(0x3A2415)));
        brush.fill(new Rectangle2D.Double(0, 0.7, 1, 0.3));
    }

    private void drawGlass(Graphics2D brush) {
        brush.setPaint(new GradientPaint(0.3f, 0, liquid.brighter(), 0.7f, 0, liquid.darker()));
        glass.forEach(brush::fill);
        var rim = glass.getFirst().getBounds2D();
        brush.setPaint(top);
        brush.fill(new Ellipse2D.Double(rim.getX(), rim.getY() - 0.03, rim.getWidth(), 0.07));
    }

    /// A glass whose sides slope from `(left, right)` at `top` to `(footLeft, footRight)` at `foot`.
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
