package dev.sommelier.load.photo;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Photos for those who have none at hand, the same on every machine: sizes and formats as web sites and messengers
/// pass them on, and one as a phone stores it. Their class is known.
final class DrawnPhotos {
    private static final int COUNT = 24;
    private static final List<Drink> DRINKS = List.of(Drink.BEER, Drink.WHISKEY, Drink.WINE);

    /// Longer sides in pixels.
    private static final int[] SIDES = {640, 800, 1024, 1280, 1600};

    private static final int PHONE_SIDE = 4000;

    /// Most by which a pixel differs from what was drawn, of 255: a camera's noise, without which files are too
    /// small.
    private static final int GRAIN = 6;

    private DrawnPhotos() {}

    /// Takes a second or two of a processor.
    static List<Photo> all() {
        return IntStream.range(0, COUNT).mapToObj(DrawnPhotos::photo).toList();
    }

    private static Photo photo(int number) {
        Drink drink = DRINKS.get(number % DRINKS.size());
        int side = number == COUNT - 1 ? PHONE_SIDE : SIDES[number % SIDES.length];
        boolean upright = number % 4 == 1;
        BufferedImage picture = drink.draw(upright ? side * 3 / 4 : side, upright ? side : side * 3 / 4);
        Encoding encoding = encoding(number);
        if (encoding != Encoding.PNG) {
            // No camera writes PNG: those are screenshots and drawings.
            addGrain(picture, number);
        }
        return Photo.drawn(drink, picture, encoding);
    }

    private static Encoding encoding(int number) {
        return switch (number % 10) {
            case 0 -> Encoding.PNG;
            case 1, 4, 7 -> Encoding.PROGRESSIVE_JPEG;
            default -> Encoding.JPEG;
        };
    }

    private static void addGrain(BufferedImage picture, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] row = new int[picture.getWidth()];
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, row.length, 1, row, 0, row.length);
            for (int x = 0; x < row.length; x++) {
                row[x] = grainy(row[x], random.nextInt(-GRAIN, GRAIN + 1));
            }
            picture.setRGB(0, y, row.length, 1, row, 0, row.length);
        }
    }

    private static int grainy(int rgb, int by) {
        return channel(rgb >> 16, by) << 16 | channel(rgb >> 8, by) << 8 | channel(rgb, by);
    }

    private static int channel(int value, int by) {
        return Math.clamp((value & 0xff) + by, 0, 255);
    }
}
