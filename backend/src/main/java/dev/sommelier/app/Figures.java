package dev.sommelier.app;

import java.time.Duration;

/// Figures as people read them.
final class Figures {
    static final String NONE = "-";

    private Figures() {}

    static String of(double value) {
        double size = Math.abs(value);
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        return size == 0 || (size >= 1e-3 && size < 1e4) ? "%.4f".formatted(value) : "%.3e".formatted(value);
    }

    /// `2:05` or `1:02:05`.
    static String of(Duration time) {
        return time.toHours() == 0
                ? "%d:%02d".formatted(time.toMinutesPart(), time.toSecondsPart())
                : "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
