package dev.sommelier.ui.live;

import java.util.EnumMap;
import java.util.Map;

/// One point of each line. What is not known is NaN.
///
/// @param at milliseconds since 1970
/// @param answered photos a second
/// @param refused requests a second
/// @param median seconds that half of the photos took at most
/// @param slow seconds that 95 of 100 took at most
/// @param memory bytes
/// @param heap bytes
/// @param cpu share of all processors
record Moment(
        long at,
        double answered,
        double refused,
        Map<Stage, Double> median,
        Map<Stage, Double> slow,
        double memory,
        double heap,
        double cpu) {
    /// @param last since the moment before
    /// @param recent the last seconds, for what jumps too much otherwise
    static Moment of(Reading reading, Growth last, Growth recent) {
        Map<Stage, Double> median = new EnumMap<>(Stage.class);
        Map<Stage, Double> slow = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            Buckets buckets = stage.buckets(recent);
            median.put(stage, buckets.quantile(0.5));
            slow.put(stage, buckets.quantile(0.95));
        }
        return new Moment(
                reading.at(),
                last.perSecond("sommelier_predictions_total"),
                last.perSecond("sommelier_refusals_total"),
                median,
                slow,
                reading.gauge("process_resident_memory_bytes"),
                reading.heap(),
                reading.gauge("process_cpu_usage"));
    }
}
