package dev.sommelier.load.result;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// What a service and a generator had used at a moment.
///
/// @param at seconds from the start of the load
/// @param processors of the service
/// @param cpu processor seconds of the service since its start
/// @param memory bytes of the service
/// @param generatorCpu processor seconds of the load since its start
public record Look(double at, double processors, double cpu, double memory, double generatorCpu) {

    /// @param looks in their order
    /// @param samples whose answered photos share the time
    static Usage usage(List<Look> looks, Timeline timeline, List<Sample> samples) {
        List<Look> judged = looks.stream()
                .filter(look -> look.at() >= timeline.judgedFrom())
                .toList();
        if (judged.size() < 2) {
            return new Usage(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        Look first = judged.getFirst();
        Look last = judged.getLast();
        long photos = samples.stream()
                .filter(sample -> sample.outcome().answered() && sample.kind() == Kind.PHOTO)
                .filter(sample -> sample.end() >= first.at() && sample.end() < last.at())
                .count();
        return new Usage(
                last.processors(),
                rate(first, last, Look::cpu),
                photos == 0 ? Double.NaN : 1000 * (last.cpu() - first.cpu()) / photos,
                last.memory(),
                looks.stream().mapToDouble(Look::memory).max().orElse(Double.NaN),
                rate(first, last, Look::generatorCpu));
    }

    private static double rate(Look first, Look last, ToDoubleFunction<Look> seconds) {
        return (seconds.applyAsDouble(last) - seconds.applyAsDouble(first)) / (last.at() - first.at());
    }
}
