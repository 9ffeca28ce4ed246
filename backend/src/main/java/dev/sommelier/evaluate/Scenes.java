package dev.sommelier.evaluate;

import java.util.function.DoubleBinaryOperator;

/// Drawings of things that one could see.
final class Scenes {
    private static final int[] SKIN = {0x8d5524, 0xc68642, 0xe0ac69, 0xf1c27d, 0xffdbac};

    private Scenes() {}

    static Drawing landscape(Dice dice) {
        double horizon = dice.between(0.45, 0.7);
        Drawing drawing = new Drawing(Dice.blend(dice.dark() | 0x3060c0, dice.light(), (x, y) -> y / horizon))
                .fill(Region.ellipse(dice.between(0.1, 0.9), dice.between(0.08, 0.4), 0.05, 0.066), dice.light());
        for (int ridge = 0; ridge < 3; ridge++) {
            double top = horizon - 0.2 + 0.18 * ridge;
            DoubleBinaryOperator rocks = dice.clouds();
            Region mountains = Region.below(x -> top + 0.35 * (rocks.applyAsDouble(x, 0.3) - 0.5));
            drawing.fill(mountains, Dice.blend(dice.dark(), dice.colour() & 0x7fbf7f, rocks));
        }
        return drawing;
    }

    static Drawing sea(Dice dice) {
        double horizon = dice.between(0.3, 0.6);
        DoubleBinaryOperator foam = dice.noise(30);
        int deep = dice.dark() | 0x000050;
        Drawing drawing = new Drawing(Dice.blend(dice.light(), dice.colour() | 0x505050, dice.clouds()))
                .fill(
                        Region.below(x -> horizon),
                        Dice.blend(deep, 0x90c0d0, (x, y) -> foam.applyAsDouble(x / 3, y) * (1.5 - y)));
        double x = dice.between(0.2, 0.7);
        return drawing.fill(Region.box(x, horizon - 0.03, 0.12, 0.04), dice.dark())
                .fill(Region.box(x + 0.05, horizon - 0.2, 0.01, 0.2), dice.dark())
                .fill(
                        Region.below(at -> horizon - 0.04 - (at - x) * 2)
                                .without(Region.below(at -> horizon - 0.04))
                                .and(Region.box(x, 0, 0.05, 1)),
                        dice.light());
    }

    static Drawing city(Dice dice) {
        Drawing drawing = new Drawing(Dice.blend(dice.dark(), dice.colour(), (x, y) -> y));
        int windows = dice.light();
        for (int house = dice.count(6, 12); house > 0; house--) {
            double left = dice.between(-0.05, 0.95);
            double top = dice.between(0.15, 0.8);
            Region wall = Region.box(left, top, dice.between(0.08, 0.2), 1);
            DoubleBinaryOperator lit = dice.noise(60);
            Region panes =
                    (x, y) -> (x - left) * 50 % 2 > 1 && (y - top) * 30 % 2 > 0.8 && lit.applyAsDouble(x, y) > 0.45;
            drawing.fill(wall, dice.dark()).fill(wall.and(panes), windows);
        }
        return drawing;
    }

    static Drawing face(Dice dice) {
        double x = dice.between(0.4, 0.6);
        double y = dice.between(0.45, 0.55);
        double size = dice.between(0.16, 0.26);
        int skin = SKIN[dice.count(0, SKIN.length - 1)];
        int eyes = dice.dark();
        int hair = dice.dark();
        Region head = Region.ellipse(x, y, size, size * 1.7);
        Drawing drawing = new Drawing(Dice.blend(dice.colour(), dice.colour(), dice.clouds()))
                .fill(Region.ellipse(x, y + size * 3, size * 2.2, size * 1.7), dice.colour())
                .fill(Region.ellipse(x, y - size * 0.4, size * 1.15, size * 1.7), hair)
                .fill(
                        head,
                        Dice.blend(skin, 0x301808, (at, down) -> 1.2 * Math.hypot(at - x + size / 3, down - y) - 0.05));
        for (int side = -1; side <= 1; side += 2) {
            double eye = x + side * size * 0.42;
            drawing.fill(Region.ellipse(eye, y - size * 0.25, size * 0.18, size * 0.13), 0xffffff)
                    .fill(Region.ellipse(eye, y - size * 0.25, size * 0.08, size * 0.1), eyes)
                    .fill(Region.box(eye - size * 0.2, y - size * 0.55, size * 0.4, size * 0.08), hair);
        }
        return drawing.fill(Region.ellipse(x, y + size * 0.25, size * 0.1, size * 0.28), Dice.mixed(skin, 0, 0.15))
                .fill(Region.ellipse(x, y + size * 0.9, size * 0.35, size * 0.13), 0xa03040);
    }

    static Drawing flowers(Dice dice) {
        Drawing drawing = new Drawing(Dice.blend(0x205020, 0x70a040, dice.clouds()));
        for (int flower = dice.count(3, 7); flower > 0; flower--) {
            double x = dice.between(0.1, 0.9);
            double y = dice.between(0.1, 0.7);
            double size = dice.between(0.04, 0.11);
            int petals = dice.count(5, 9);
            int colour = dice.colour() | 0x800000;
            drawing.fill(Region.stroke(x, y, x + dice.between(-0.1, 0.1), 1, 0.012), 0x204010);
            for (int petal = 0; petal < petals; petal++) {
                Region one = Region.ellipse(x + size, y, size, size / 2).turned(2 * Math.PI * petal / petals, x, y);
                drawing.fill(one, Dice.blend(colour, 0xffffff, (at, down) -> Math.hypot(at - x, down - y) / size / 3));
            }
            drawing.fill(Region.ellipse(x, y, size / 2, size / 2), 0xe0b020);
        }
        return drawing;
    }

    static Drawing car(Dice dice) {
        double x = dice.between(0.15, 0.35);
        double y = dice.between(0.5, 0.65);
        int paint = dice.colour();
        Drawing drawing = new Drawing(Dice.blend(dice.light(), dice.colour(), dice.clouds()))
                .fill(Region.below(at -> y + 0.12), Dice.blend(0x404040, 0x707070, dice.noise(50)))
                .fill(Region.ellipse(x + 0.26, y, 0.2, 0.22), paint)
                .fill(Region.ellipse(x + 0.26, y, 0.17, 0.17), dice.light())
                .fill(Region.box(x, y, 0.54, 0.14), Dice.blend(paint, 0x101010, (at, down) -> 3 * (down - y)));
        for (double wheel = x + 0.12; wheel < x + 0.5; wheel += 0.3) {
            drawing.fill(Region.ellipse(wheel, y + 0.14, 0.06, 0.08), 0x101010)
                    .fill(Region.ellipse(wheel, y + 0.14, 0.03, 0.04), 0xb0b0b0);
        }
        return drawing;
    }
}
