package dev.sommelier.evaluate;

import dev.sommelier.evaluate.Drawing.Shade;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;

/// Chance for drawings: sizes, colours and smooth noise. The same seed gives the same.
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    double between(double low, double high) {
        return random.nextDouble(low, high);
    }

    int count(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /// Any colour `0xRRGGBB`.
    int colour() {
        return random.nextInt(1 << 24);
    }

    int dark() {
        return colour() & 0x5f5f5f;
    }

    int light() {
        return colour() | 0xb0b0b0;
    }

    /// Between two colours, as far as `share` (0 to 1) says.
    static int mixed(int from, int to, double share) {
        double t = Math.clamp(share, 0, 1);
        int mixed = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int a = from >> shift & 0xff;
            int b = to >> shift & 0xff;
            mixed |= (int) Math.round(a + t * (b - a)) << shift;
        }
        return mixed;
    }

    static Shade blend(int from, int to, DoubleBinaryOperator share) {
        return (x, y) -> mixed(from, to, share.applyAsDouble(x, y));
    }

    /// Smooth noise, 0 to 1: random values on a grid of `cells × cells`, interpolated.
    DoubleBinaryOperator noise(int cells) {
        double[] grid = random.doubles((long) (cells + 1) * (cells + 1)).toArray();
        return (x, y) -> {
            int column = Math.min(cells - 1, (int) (x * cells));
            int row = Math.min(cells - 1, (int) (y * cells));
            double right = smooth(x * cells - column);
            double down = smooth(y * cells - row);
            int at = row * (cells + 1) + column;
            double top = grid[at] + right * (grid[at + 1] - grid[at]);
            double bottom = grid[at + cells + 1] + right * (grid[at + cells + 2] - grid[at + cells + 1]);
            return top + down * (bottom - top);
        };
    }

    /// Noise of several sizes together, like clouds, 0 to 1.
    DoubleBinaryOperator clouds() {
        DoubleBinaryOperator coarse = noise(4);
        DoubleBinaryOperator middle = noise(11);
        DoubleBinaryOperator fine = noise(40);
        return (x, y) ->
                0.55 * coarse.applyAsDouble(x, y) + 0.3 * middle.applyAsDouble(x, y) + 0.15 * fine.applyAsDouble(x, y);
    }

    private static double smooth(double t) {
        return t * t * (3 - 2 * t);
    }
}
