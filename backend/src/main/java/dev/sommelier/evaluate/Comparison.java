package dev.sommelier.evaluate;

import java.util.List;
import java.util.stream.IntStream;

/// Two models, or two ways to run one, on the same photos.
///
/// @param photos asked of both
/// @param firstRight photos that the first gets right
/// @param secondRight photos that the second gets right
/// @param difference accuracy of the first minus that of the second
/// @param interval 95 % interval of the difference, by paired bootstrap
/// @param mcNemar test of the difference
public record Comparison(
        int photos, int firstRight, int secondRight, double difference, Interval interval, McNemar mcNemar) {

    /// @param first logits `(C)` of each photo
    /// @param second logits of the same photos in the same order
    /// @param truth class of each photo
    public static Comparison of(List<float[]> first, List<float[]> second, List<Integer> truth) {
        int photos = truth.size();
        if (photos == 0 || first.size() != photos || second.size() != photos) {
            throw new IllegalArgumentException("need the same photos, at least one, got %d, %d and %d"
                    .formatted(first.size(), second.size(), photos));
        }
        int[] gains = IntStream.range(0, photos)
                .map(i -> right(first.get(i), truth.get(i)) - right(second.get(i), truth.get(i)))
                .toArray();
        int secondRight = IntStream.range(0, photos)
                .map(i -> right(second.get(i), truth.get(i)))
                .sum();
        int gain = IntStream.of(gains).sum();
        return new Comparison(
                photos,
                secondRight + gain,
                secondRight,
                (double) gain / photos,
                Bootstrap.of95(gains),
                new McNemar(count(gains, 1), count(gains, -1)));
    }

    private static int right(float[] logits, int truth) {
        return Predictions.best(logits) == truth ? 1 : 0;
    }

    private static int count(int[] gains, int wanted) {
        return (int) IntStream.of(gains).filter(gain -> gain == wanted).count();
    }
}
