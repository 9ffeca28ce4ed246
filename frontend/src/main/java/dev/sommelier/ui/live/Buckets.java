package dev.sommelier.ui.live;

import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// How many measurements lie at or below each bound, as Prometheus counts them.
///
/// @param upTo in ascending order, the last mostly infinite; made to never fall.
record Buckets(SequencedMap<Double, Double> upTo) {
    static Buckets of(Map<Double, Double> counts) {
        return new Buckets(rising(counts));
    }

    private static SequencedMap<Double, Double> rising(Map<Double, Double> counts) {
        var rising = new TreeMap<Double, Double>();
        double most = 0;
        for (var each : new TreeMap<>(counts).entrySet()) {
            most = Math.max(most, each.getValue());
            rising.put(each.getKey(), most);
        }
        return rising;
    }

    double count() {
        return upTo.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /// As `histogram_quantile` computes it: measurements are taken to lie evenly in their bucket, and beyond the last
    /// finite bound at this bound.
    ///
    /// @return NaN where nothing was measured
    double quantile(double q) {
        double rank = q * count();
        double low = 0;
        double below = 0;
        for (var each : upTo.entrySet()) {
            double bound = each.getKey();
            if (each.getValue() >= rank && each.getValue() > 0) {
                return Double.isInfinite(bound)
                        ? low
                        : low + (bound - low) * (rank - below) / (each.getValue() - below);
            }
            low = bound;
            below = each.getValue();
        }
        return Double.NaN;
    }
}
