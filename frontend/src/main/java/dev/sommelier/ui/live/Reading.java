package dev.sommelier.ui.live;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Where the backend's meters stood.
///
/// @param at milliseconds since 1970
record Reading(long at, Map<Meter, Double> values) {
    /// The backend has some hundreds; more did not come from it.
    private static final int MOST_METERS = 2000;

    private static final int LONGEST_LINE = 4096;

    Reading {
        values = Map.copyOf(values);
    }

    /// Reads Prometheus' text format. A line that breaks it is left out, as is a meter that no chart draws.
    ///
    /// @return nothing where none is left
    static Optional<Reading> of(String text, long at) {
        Map<Meter, Double> values = new HashMap<>();
        text.lines()
                .filter(line -> line.length() <= LONGEST_LINE && isDrawn(line))
                .flatMap(line -> new SampleLine(line).read().stream())
                .limit(MOST_METERS)
                .forEach(sample -> values.put(sample.getKey(), sample.getValue()));
        return values.isEmpty() ? Optional.empty() : Optional.of(new Reading(at, values));
    }

    private static boolean isDrawn(String line) {
        return line.startsWith("sommelier_") || line.startsWith("process_") || line.startsWith("jvm_memory_used_bytes");
    }

    /// {@return the sum over all labels; NaN where there is no such meter}
    double gauge(String name) {
        return sum(meter -> meter.name().equals(name));
    }

    double heap() {
        return sum(meter -> meter.name().equals("jvm_memory_used_bytes")
                && meter.label("area").equals("heap"));
    }

    /// The model that answers.
    Optional<Meter> model() {
        return values.keySet().stream()
                .filter(meter -> meter.name().equals("sommelier_model_info"))
                .findFirst();
    }

    private double sum(Predicate<Meter> which) {
        return values.entrySet().stream()
                .filter(each -> which.test(each.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Double::sum)
                .orElse(Double.NaN);
    }
}
