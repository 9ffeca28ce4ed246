package dev.sommelier.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Interval of a mean by drawing the cases again and again, with replacement.
///
/// @see <a href="https://doi.org/10.1201/9780429246593">Efron and Tibshirani, An Introduction to the Bootstrap,
///     chapter 13</a>
final class Bootstrap {
    private static final int RESAMPLES = 10_000;
    private static final long SEED = 1;

    private Bootstrap() {}

    /// 2.5th and 97.5th percentile of the means of 10,000 resamples; the same values always give the same.
    static Interval of95(int[] values) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = new double[RESAMPLES];
        for (int r = 0; r < RESAMPLES; r++) {
            long sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[random.nextInt(values.length)];
            }
            means[r] = (double) sum / values.length;
        }
        Arrays.sort(means);
        return new Interval(means[RESAMPLES / 40], means[RESAMPLES - 1 - RESAMPLES / 40]);
    }
}
