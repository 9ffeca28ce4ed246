package dev.sommelier.bench;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// One stage over all rounds.
///
/// @param name for people
/// @param key for programs
/// @param clients at once; 0 for a stage without a server
/// @param samples one for each round
/// @param faults number of wrong answers by what was wrong, those of the warm-up too
public record StageFigures(String name, String key, int clients, List<Sample> samples, Map<String, Long> faults) {

    public Spread spread(ToDoubleFunction<Sample> figure) {
        return Spread.of(samples.stream().mapToDouble(figure));
    }

    public Spread photosPerSecond() {
        return spread(Sample::photosPerSecond);
    }

    public long wrong() {
        return faults.values().stream().mapToLong(Long::longValue).sum();
    }
}
