package dev.sommelier.evaluate;

import java.util.function.DoubleBinaryOperator;

/// Drawings of what stands on paper and on screens.
final class Papers {
    private Papers() {}

    static Drawing text(Dice dice) {
        DoubleBinaryOperator paper = dice.clouds();
        return new Drawing(Dice.blend(0xffffff, dice.light(), paper))
                .fill(words(dice, dice.count(14, 34)).and(Region.box(0.08, 0.08, 0.84, 0.84)), dice.dark());
    }

    /// Lines of small marks with gaps between the words, as letters look from afar.
    private static Region words(Dice dice, int lines) {
        DoubleBinaryOperator gaps = dice.noise(lines * 2);
        DoubleBinaryOperator marks = dice.noise(160);
        return (x, y) -> {
            double line = Math.floor(y * lines);
            double down = y * lines - line;
            return down > 0.25
                    && down < 0.8
                    && gaps.applyAsDouble(x, line / lines) > 0.28
                    && marks.applyAsDouble(x, y) > 0.48;
        };
    }

    static Drawing bars(Dice dice) {
        Drawing drawing = new Drawing((x, y) -> 0xffffff);
        int bars = dice.count(4, 12);
        int colour = dice.colour();
        boolean bright = dice.chance(0.5);
        for (int bar = 0; bar < bars; bar++) {
            double height = dice.between(0.05, 0.75);
            double left = 0.12 + 0.8 * bar / bars;
            drawing.fill(Region.box(left, 0.88 - height, 0.55 / bars, height), bright ? dice.colour() : colour);
        }
        return drawing.fill(Region.stroke(0.1, 0.05, 0.1, 0.88, 0.006), 0)
                .fill(Region.stroke(0.1, 0.88, 0.95, 0.88, 0.006), 0)
                .fill(words(dice, 24).and(Region.box(0.12, 0.9, 0.8, 0.06)), 0x303030);
    }

    static Drawing curves(Dice dice) {
        Region grid = (x, y) -> x * 10 % 1 < 0.03 || y * 8 % 1 < 0.03;
        Drawing drawing = new Drawing((x, y) -> 0xfdfdfd).fill(grid, 0xd8d8d8);
        for (int curve = dice.count(1, 4); curve > 0; curve--) {
            DoubleBinaryOperator values = dice.noise(dice.count(4, 25));
            Region line = (x, y) -> Math.abs(y - 0.1 - 0.8 * values.applyAsDouble(x, 0.5)) < 0.012;
            drawing.fill(line, dice.colour());
        }
        return drawing;
    }

    static Drawing pie(Dice dice) {
        Drawing drawing = new Drawing((x, y) -> 0xffffff);
        Region disc = Region.ellipse(0.5, 0.5, 0.3, 0.4);
        double from = 0;
        for (int part = dice.count(3, 7); part > 0; part--) {
            double start = from;
            Region rest = (x, y) -> (Math.atan2(y - 0.5, x - 0.5) + Math.PI) / 2 / Math.PI >= start;
            drawing.fill(disc.and(rest), dice.colour());
            from += (1 - from) * dice.between(0.2, 0.6);
        }
        return drawing;
    }

    static Drawing screen(Dice dice) {
        Drawing drawing = new Drawing(Dice.blend(dice.colour(), dice.colour(), (x, y) -> (x + y) / 2));
        for (int window = dice.count(1, 3); window > 0; window--) {
            double x = dice.between(0.02, 0.35);
            double y = dice.between(0.02, 0.35);
            Region pane = Region.box(x, y, dice.between(0.4, 0.6), dice.between(0.4, 0.6));
            boolean night = dice.chance(0.4);
            drawing.fill(pane, night ? dice.dark() & 0x2f2f2f : 0xf6f6f6)
                    .fill(pane.and(words(dice, 30)), night ? dice.light() : dice.dark())
                    .fill(pane.and(Region.box(x, y, 1, 0.05)), dice.colour())
                    .fill(pane.and(Region.box(x, y, 0.1, 1)), dice.colour())
                    .fill(Region.box(x + 0.25, y + 0.3, 0.1, 0.05), dice.colour());
        }
        return drawing.fill(Region.box(0, 0.94, 1, 0.06), dice.dark());
    }

    static Drawing map(Dice dice) {
        DoubleBinaryOperator land = dice.clouds();
        Drawing drawing = new Drawing((x, y) -> 0xf2efe9)
                .fill((x, y) -> land.applyAsDouble(x, y) > 0.58, 0xaad3df)
                .fill((x, y) -> land.applyAsDouble(x, y) < 0.4, 0xc8e0b0);
        for (int road = dice.count(8, 20); road > 0; road--) {
            Region way = Region.stroke(
                    dice.between(0, 1), dice.between(0, 1), dice.between(0, 1), dice.between(0, 1), 0.012);
            drawing.fill(way, dice.chance(0.3) ? 0xe892a2 : 0xfcd6a4);
        }
        return drawing;
    }
}
