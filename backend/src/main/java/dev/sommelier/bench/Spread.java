package dev.sommelier.bench;

import java.util.stream.DoubleStream;

/// A figure over the rounds. NaN where a round had no figure at all.
public record Spread(double median, double low, double high) {

    static Spread of(DoubleStream figures) {
        double[] sorted = figures.sorted().toArray();
        int last = sorted.length - 1;
        // NaN sorts last and is contagious here: half a figure would mislead.
        if (last < 0 || Double.isNaN(sorted[last])) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN);
        }
        return new Spread((sorted[last / 2] + sorted[(last + 1) / 2]) / 2, sorted[0], sorted[last]);
    }
}
