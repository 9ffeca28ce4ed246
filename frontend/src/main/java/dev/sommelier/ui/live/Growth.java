package dev.sommelier.ui.live;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/// By how much counters grew.
///
/// @param by those that did, and every bucket: its bound says where others begin
/// @param seconds it took; 0 where nothing is known
record Growth(Map<Meter, Double> by, double seconds) {
    static final Growth UNKNOWN = new Growth(Map.of(), 0);

    Growth {
        by = Map.copyOf(by);
    }

    /// Where the backend started anew in between, what it counted since.
    static Growth between(Reading before, Reading after) {
        boolean anew = startedAnew(before, after);
        Map<Meter, Double> by = new HashMap<>();
        after.values().forEach((meter, value) -> {
            double more = value - (anew ? 0 : before.values().getOrDefault(meter, 0.0));
            if (meter.counts()
                    && Double.isFinite(more)
                    && (more > 0 || meter.name().endsWith("_bucket"))) {
                by.put(meter, more);
            }
        });
        return new Growth(by, (after.at() - before.at()) / 1000.0);
    }

    static Growth sum(Collection<Growth> parts) {
        Map<Meter, Double> by = new HashMap<>();
        parts.forEach(part -> part.by.forEach((meter, more) -> by.merge(meter, more, Double::sum)));
        return new Growth(by, parts.stream().mapToDouble(Growth::seconds).sum());
    }

    /// A counter may have outgrown its old figure already, hence the time of the start.
    private static boolean startedAnew(Reading before, Reading after) {
        String start = "process_start_time_seconds";
        return Math.abs(after.gauge(start) - before.gauge(start)) > 1
                || after.values().entrySet().stream()
                        .anyMatch(each -> each.getKey().counts()
                                && each.getValue() < before.values().getOrDefault(each.getKey(), 0.0));
    }

    double of(String counter) {
        return by.entrySet().stream()
                .filter(each -> each.getKey().name().equals(counter))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    double perSecond(String counter) {
        return seconds > 0 ? of(counter) / seconds : Double.NaN;
    }

    /// Of one counter, by what stands in a label.
    Map<String, Double> by(String counter, String label) {
        Map<String, Double> parts = new TreeMap<>();
        by.forEach((meter, more) -> {
            if (meter.name().equals(counter)) {
                parts.merge(meter.label(label), more, Double::sum);
            }
        });
        return parts;
    }

    /// @param labels that the buckets must have
    Buckets buckets(String histogram, Map<String, String> labels) {
        Map<Double, Double> upTo = new TreeMap<>();
        by.forEach((meter, more) -> {
            if (meter.name().equals(histogram + "_bucket")
                    && meter.labels().entrySet().containsAll(labels.entrySet())) {
                bound(meter.label("le")).ifPresent(bound -> upTo.merge(bound, more, Double::sum));
            }
        });
        return Buckets.of(upTo);
    }

    private static OptionalDouble bound(String le) {
        try {
            return le.equals("+Inf")
                    ? OptionalDouble.of(Double.POSITIVE_INFINITY)
                    : OptionalDouble.of(Double.parseDouble(le));
        } catch (NumberFormatException unclear) {
            return OptionalDouble.empty();
        }
    }
}
