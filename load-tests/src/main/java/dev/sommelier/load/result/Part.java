package dev.sommelier.load.result;

import java.util.List;
import java.util.stream.IntStream;

/// A phase that counts, and its figures.
public record Part(Phase phase, Figures figures) {

    /// Of the phases that began at all: a load may be stopped before its end.
    static List<Part> of(Timeline timeline, List<Sample> samples) {
        double last = samples.stream().mapToDouble(Sample::at).max().orElse(0);
        return IntStream.range(0, timeline.phases().size())
                .filter(index -> timeline.phases().get(index).judged() && timeline.start(index) <= last)
                .mapToObj(index -> new Part(
                        timeline.phases().get(index), Figures.of(samples, timeline.start(index), timeline.end(index))))
                .toList();
    }
}
