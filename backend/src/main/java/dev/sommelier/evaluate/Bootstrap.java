package dev.sommelier.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/// Interval of a mean, or another statistic, by drawing the cases again and again, with replacement.
///
/// @see <a href="https://doi.org/10.1201/9780429246593">Efron and Tibshirani, An Introduction to the Bootstrap,
///     chapter 13</a>
final class Bootstrap {
    private static final int RESAMPLES = 10_000;
    private static final long SEED = 1;

    private Bootstrap() {}

    /// 2.5th and 97.5th percentile of the means of 10,000 resamples; the same values always give the same.
    static Interval of95(int[] values) {
        return of95(RESAMPLES, random -> {
            long sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += values[random.nextInt(values.length)];
            }
            return (double) sum / values.length;
        });
    }

    /// 2.5th and 97.5th percentile of a statistic.
    ///
    /// @param resamples how many, at least 40
    /// @param statistic of cases that it draws with replacement
    static Interval of95(int resamples, ToDoubleFunction<SplittableRandom> statistic) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] values = new double[resamples];
        Arrays.setAll(values, _ -> statistic.applyAsDouble(random));
        Arrays.sort(values);
        return new Interval(values[resamples / 40], values[resamples - 1 - resamples / 40]);
    }
}
