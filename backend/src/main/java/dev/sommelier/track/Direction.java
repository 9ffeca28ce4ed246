package dev.sommelier.track;

import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Which values of a metric are the better ones, by the words in its name.
public enum Direction {
    HIGHER,
    LOWER,
    /// Not a figure to be judged by, such as a learning rate.
    NEITHER;

    private static final Set<String> LOW = Set.of("loss", "error", "brier", "ece", "nll", "latency");
    private static final Set<String> HIGH =
            Set.of("accuracy", "f1", "precision", "recall", "auc", "auroc", "score", "agreement");

    public static Direction of(String metric) {
        Set<String> words =
                Set.of(Stream.of(metric.split("[._/-]", -1)).distinct().toArray(String[]::new));
        if (words.stream().anyMatch(LOW::contains)) {
            return LOWER;
        }
        return words.stream().anyMatch(HIGH::contains) ? HIGHER : NEITHER;
    }

    /// Best first; NaN and what is missing come last.
    public static Comparator<Map<String, Double>> bestFirst(String metric) {
        int sign = of(metric) == LOWER ? 1 : -1;
        return Comparator.comparingDouble(metrics -> {
            double value = metrics.getOrDefault(metric, Double.NaN);
            return Double.isNaN(value) ? Double.POSITIVE_INFINITY : sign * value;
        });
    }
}
