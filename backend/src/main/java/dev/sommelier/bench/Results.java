package dev.sommelier.bench;

import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What came out, and how the API stands to its limits. Rounds are compared one by one: within a round the machine
/// was the same.
///
/// @param api one for each number of clients
public record Results(
        StageFigures decode, StageFigures engine, StageFigures both, StageFigures queue, List<StageFigures> api) {

    static Results of(List<StageFigures> stages) {
        return new Results(
                stages.get(0), stages.get(1), stages.get(2), stages.get(3), stages.subList(4, stages.size()));
    }

    public List<StageFigures> all() {
        return Stream.concat(Stream.of(decode, engine, both, queue), api.stream())
                .toList();
    }

    /// The API where it answers most photos.
    public StageFigures best() {
        return api.stream()
                .max(Comparator.comparingDouble(stage -> stage.photosPerSecond().median()))
                .orElseThrow();
    }

    /// Part of the photos of decode + engine that the API answers in the same time.
    public Spread reached() {
        return compared(both, Sample::photosPerSecond, (api, limit) -> api / limit);
    }

    public Spread reachedOfEngine() {
        return compared(engine, Sample::photosPerSecond, (api, limit) -> api / limit);
    }

    /// CPU-ms of a photo that the API takes over decode + engine.
    public Spread cpuOnTop() {
        return compared(both, Sample::cpuMillis, (api, bare) -> api - bare);
    }

    public long wrong() {
        return api.stream().mapToLong(StageFigures::wrong).sum();
    }

    private Spread compared(StageFigures with, ToDoubleFunction<Sample> figure, DoubleBinaryOperator how) {
        List<Sample> own = best().samples();
        return Spread.of(IntStream.range(0, own.size())
                .mapToDouble(round -> how.applyAsDouble(
                        figure.applyAsDouble(own.get(round)),
                        figure.applyAsDouble(with.samples().get(round)))));
    }
}
