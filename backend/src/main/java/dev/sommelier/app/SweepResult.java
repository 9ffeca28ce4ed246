package dev.sommelier.app;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/// How one point of a sweep ended.
sealed interface SweepResult {
    /// Lowest validation loss first, as training chooses its best epoch. Test figures take no part: a choice that
    /// is made by them makes them too good to believe.
    Comparator<SweepResult> BEST_FIRST = Comparator.comparingDouble(SweepResult::loss);

    Point point();

    /// Name to figure, without those of the test.
    Map<String, Double> metrics();

    record Done(Point point, Sweep.Outcome outcome) implements SweepResult {
        @Override
        public Map<String, Double> metrics() {
            Map<String, Double> shown = new TreeMap<>(outcome.metrics());
            shown.keySet().removeIf(name -> name.startsWith("test"));
            return shown;
        }
    }

    record Failed(Point point, String reason) implements SweepResult {
        @Override
        public Map<String, Double> metrics() {
            return Map.of();
        }
    }

    default boolean succeeded() {
        return this instanceof Done;
    }

    /// Not a number sorts after every loss.
    private double loss() {
        double none = succeeded() ? Double.POSITIVE_INFINITY : Double.NaN;
        return metrics().getOrDefault("validation_loss", none);
    }
}
