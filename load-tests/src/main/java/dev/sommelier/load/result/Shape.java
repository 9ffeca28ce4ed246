package dev.sommelier.load.result;

/// What a load is for, which decides how it is judged.
public enum Shape {
    /// One rate.
    STEADY,
    /// A rate that climbs to its end, to see where the service breaks and how.
    RAMP,
    /// A rate, many times as much for a while, and the first rate again.
    BURST,
    /// Rates one after the other, up to the first that breaks the promise.
    STEPS;

    boolean climbs() {
        return this == RAMP || this == STEPS;
    }
}
