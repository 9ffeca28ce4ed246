package dev.sommelier.load.result;

import java.time.Duration;

/// A part of the load in which the rate stays, or climbs evenly.
///
/// @param name as the report shows it
/// @param from arrivals a second at its start; 0 for none
/// @param to the same at its end
/// @param judged whether its figures count; those of a warm-up do not
public record Phase(String name, double from, double to, Duration length, boolean judged) {
    public static final String WARM_UP = "warm-up";

    public static Phase warmUp(double rate, Duration length) {
        return new Phase(WARM_UP, rate, rate, length, false);
    }

    public static Phase constant(String name, double rate, Duration length) {
        return new Phase(name, rate, rate, length, true);
    }

    /// One of several that are told apart by their rate.
    public static Phase step(double from, double to, Duration length) {
        return new Phase("%.1f/s".formatted((from + to) / 2), from, to, length, true);
    }

    /// Arrivals a second, in the mean.
    double rate() {
        return (from + to) / 2;
    }

    double seconds() {
        return length.toNanos() / 1e9;
    }
}
