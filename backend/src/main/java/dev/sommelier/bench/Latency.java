package dev.sommelier.bench;

import java.util.Arrays;

/// How long single photos took, in ms; NaN where that was not measured.
public record Latency(double p50, double p95, double p99) {
    static final Latency NONE = new Latency(Double.NaN, Double.NaN, Double.NaN);

    /// @param nanos in any order
    static Latency of(long[] nanos) {
        if (nanos.length == 0) {
            return NONE;
        }
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Latency(percentile(sorted, 50), percentile(sorted, 95), percentile(sorted, 99));
    }

    /// Nearest rank: a time that was really measured.
    private static double percentile(long[] sorted, int percent) {
        return sorted[Math.ceilDiv(percent * sorted.length, 100) - 1] / 1e6;
    }
}
