package dev.sommelier.load.result;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What was seen in a part of the time.
///
/// @param seconds its length
/// @param photos single photos that were sent in it
/// @param goodput answers to single photos that came within it, a second; refusals and faults are none
/// @param p50 milliseconds of the answers to the photos that were sent in it; NaN without any
/// @param outcomes of everything that was asked, each with its count
/// @param faults part of everything asked that was neither answered nor refused, 0 to 1
/// @param refused part of everything asked, 0 to 1
/// @param otherClass part of the answered photos of known class that got another, 0 to 1
public record Figures(
        double seconds,
        int photos,
        double goodput,
        double p50,
        double p95,
        double p99,
        Map<String, Long> outcomes,
        double faults,
        double refused,
        double otherClass) {

    /// @param samples all there are
    /// @param from seconds from the start of the load, as in [Sample#at]
    static Figures of(List<Sample> samples, double from, double to) {
        List<Sample> asked = samples.stream()
                .filter(sample -> sample.at() >= from && sample.at() < to)
                .toList();
        List<Sample> photos = photos(asked);
        double[] millis = photos.stream()
                .filter(sample -> sample.outcome().answered())
                .mapToDouble(Sample::millis)
                .sorted()
                .toArray();
        return new Figures(
                to - from,
                photos.size(),
                goodput(samples, from, to),
                percentile(millis, 50),
                percentile(millis, 95),
                percentile(millis, 99),
                outcomes(asked),
                share(asked, Outcome.Sort.WRONG),
                share(asked, Outcome.Sort.REFUSED),
                share(
                        photos.stream()
                                .filter(sample -> sample.outcome().answered())
                                .toList(),
                        Outcome.Sort.OTHER_CLASS));
    }

    /// By the time of the answer: those to what waited before count, those that come too late do not.
    private static double goodput(List<Sample> samples, double from, double to) {
        return photos(samples).stream()
                        .filter(sample -> sample.outcome().answered() && sample.end() >= from && sample.end() < to)
                        .count()
                / (to - from);
    }

    private static List<Sample> photos(List<Sample> samples) {
        return samples.stream().filter(sample -> sample.kind() == Kind.PHOTO).toList();
    }

    private static Map<String, Long> outcomes(List<Sample> samples) {
        return samples.stream()
                .collect(Collectors.groupingBy(sample -> sample.outcome().text(), TreeMap::new, Collectors.counting()));
    }

    private static double share(List<Sample> samples, Outcome.Sort sort) {
        long count = samples.stream()
                .filter(sample -> sample.outcome().sort() == sort)
                .count();
        return samples.isEmpty() ? 0 : (double) count / samples.size();
    }

    /// The smallest value that so many percent do not exceed (nearest rank).
    ///
    /// @param sorted ascending
    static double percentile(double[] sorted, double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted.length == 0 ? Double.NaN : sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    }

    /// Everything that was asked.
    long requests() {
        return outcomes.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Photos a second that were sent.
    public double sent() {
        return photos / seconds;
    }

    /// Whoever waits for long is found here even if nobody was answered.
    static double p95(List<Sample> samples, double from, double to) {
        return percentile(
                photos(samples).stream()
                        .filter(sample -> sample.at() >= from && sample.at() < to)
                        .filter(sample -> sample.outcome().sort() != Outcome.Sort.REFUSED)
                        .mapToDouble(Sample::millis)
                        .sorted()
                        .toArray(),
                95);
    }
}
