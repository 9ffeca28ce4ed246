package dev.sommelier.load.result;

import java.time.Duration;

/// What a service has to keep under a load.
///
/// @param errors largest part of all requests that may go wrong, 0 to 1
/// @param refusals whether 503 is a right answer
/// @param p95 most milliseconds for a photo; 0 for any
/// @param p99 the same
/// @param otherClass largest part of photos of known class that may get another, 0 to 1
/// @param goodput least answered photos a second, as a part of capacity; 0 for any
/// @param recovery longest time from the end of a burst until the 95th percentile is back; 0 for any
/// @param tolerance how many times its former level it may be then
/// @param cpuMillis most processor time of the service for a photo; 0 for any
public record Promise(
        double errors,
        boolean refusals,
        double p95,
        double p99,
        double otherClass,
        double goodput,
        Duration recovery,
        double tolerance,
        double cpuMillis) {
    /// Requests by which a short phase may differ, as they come at random.
    private static final int FEW = 3;

    public Promise {
        part("errors", errors);
        part("other-class", otherClass);
        part("goodput", goodput);
        if (p95 < 0 || p99 < 0 || cpuMillis < 0 || recovery.isNegative() || tolerance < 1) {
            throw new IllegalArgumentException(
                    "load.promise: need p95, p99, cpu and recovery of 0 or more, and a tolerance of 1 or more");
        }
    }

    private static void part(String key, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("load.promise.%s: need 0 to 1, got %s".formatted(key, value));
        }
    }

    /// The part that went wrong.
    double errorsOf(Figures figures) {
        return refusals ? figures.faults() : figures.faults() + figures.refused();
    }

    /// Whether one step of a climb kept what is promised for each request.
    ///
    /// @param asked arrivals a second that there should have been
    boolean isKeptBy(Figures figures, double asked) {
        return figures.photos() > 0
                && figures.requests() + FEW >= Judge.LEAST_SENT * asked * figures.seconds()
                && errorsOf(figures) <= errors
                && (p95 == 0 || figures.p95() <= p95)
                && (p99 == 0 || figures.p99() <= p99);
    }
}
