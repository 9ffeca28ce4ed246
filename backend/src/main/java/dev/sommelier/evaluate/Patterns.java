package dev.sommelier.evaluate;

import java.util.function.DoubleBinaryOperator;

/// Drawings of nothing in particular.
final class Patterns {
    private Patterns() {}

    static Drawing gradient(Dice dice) {
        double angle = dice.between(0, 2 * Math.PI);
        boolean round = dice.chance(0.5);
        return new Drawing(Dice.blend(
                dice.colour(),
                dice.colour(),
                (x, y) -> round
                        ? 1.6 * Math.hypot(x - 0.5, y - 0.5)
                        : 0.5 + (x - 0.5) * Math.cos(angle) + (y - 0.5) * Math.sin(angle)));
    }

    static Drawing waves(Dice dice) {
        double a = dice.between(10, 90);
        double b = dice.between(10, 90);
        double bend = dice.between(0, 4);
        return new Drawing(Dice.blend(
                dice.colour(),
                dice.colour(),
                (x, y) -> 0.5 + 0.5 * Math.sin(a * x + bend * Math.sin(7 * y)) * Math.cos(b * y + bend * x)));
    }

    static Drawing checkers(Dice dice) {
        int columns = dice.count(3, 24);
        int rows = dice.count(3, 18);
        double slant = dice.between(-1, 1);
        Region odd = (x, y) -> (Math.floorMod((int) Math.floor((x + slant * y) * columns), 2) == 0)
                != (Math.floorMod((int) (y * rows), 2) == 0);
        return new Drawing(flat(dice.light())).fill(odd, dice.colour());
    }

    static Drawing noise(Dice dice) {
        DoubleBinaryOperator grain = dice.noise(dice.count(60, 240));
        return new Drawing(Dice.blend(dice.dark(), dice.light(), grain));
    }

    static Drawing clouds(Dice dice) {
        DoubleBinaryOperator clouds = dice.clouds();
        return new Drawing(Dice.blend(dice.colour(), dice.colour(), (x, y) -> 2.5 * clouds.applyAsDouble(x, y) - 0.75));
    }

    static Drawing bricks(Dice dice) {
        int rows = dice.count(6, 18);
        DoubleBinaryOperator dirt = dice.clouds();
        Region gaps = (x, y) -> y * rows % 1 < 0.12 || (x * rows / 2 + 0.5 * ((int) (y * rows) % 2)) % 1 < 0.06;
        return new Drawing(Dice.blend(dice.dark(), dice.colour(), dirt)).fill(gaps, dice.light());
    }

    static Drawing shapes(Dice dice) {
        Drawing drawing = new Drawing(flat(dice.colour()));
        for (int shape = dice.count(5, 20); shape > 0; shape--) {
            double x = dice.between(0, 1);
            double y = dice.between(0, 1);
            double w = dice.between(0.03, 0.3);
            double h = dice.between(0.03, 0.3);
            Region region = dice.chance(0.5) ? Region.ellipse(x, y, w, h) : Region.box(x - w / 2, y - h / 2, w, h);
            drawing.fill(region.turned(dice.between(0, 3), x, y), dice.colour());
        }
        return drawing;
    }

    static Drawing scribble(Dice dice) {
        Drawing drawing = new Drawing(flat(dice.light()));
        double x = 0.5;
        double y = 0.5;
        for (int stroke = dice.count(15, 40); stroke > 0; stroke--) {
            double toX = dice.between(0, 1);
            double toY = dice.between(0, 1);
            drawing.fill(Region.stroke(x, y, toX, toY, dice.between(0.004, 0.02)), dice.colour());
            x = toX;
            y = toY;
        }
        return drawing;
    }

    private static Drawing.Shade flat(int colour) {
        return (x, y) -> colour;
    }
}
