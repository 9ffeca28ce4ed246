package dev.sommelier.load.result;

import java.util.List;

/// How soon waiting is back to what it was before a burst.
///
/// @param before 95th percentile of the time for a photo before the burst, milliseconds
/// @param seconds from the end of the burst; infinite if it never came back
public record Recovery(double before, double seconds) {
    /// Names of the phases.
    public static final String BEFORE = "before";

    public static final String BURST = "burst";
    public static final String AFTER = "after";

    /// What has to be back at each moment, besides all that follows.
    private static final double WINDOW_SECONDS = 5;

    /// The first whole second after the burst from which on the photos of the next five seconds, and all that came
    /// until the end, waited no longer than before.
    ///
    /// @param tolerance how many times the former level still counts as back
    static Recovery of(Timeline timeline, List<Sample> samples, double tolerance) {
        int before = timeline.indexOf(BEFORE);
        int after = timeline.indexOf(AFTER);
        double level = Figures.p95(samples, timeline.start(before), timeline.end(before));
        double from = timeline.start(after);
        double to = timeline.end(after);
        for (int seconds = 0; from + seconds + WINDOW_SECONDS <= to; seconds++) {
            double start = from + seconds;
            if (Figures.p95(samples, start, start + WINDOW_SECONDS) <= tolerance * level
                    && Figures.p95(samples, start, to) <= tolerance * level) {
                return new Recovery(level, seconds);
            }
        }
        return new Recovery(level, Double.POSITIVE_INFINITY);
    }
}
