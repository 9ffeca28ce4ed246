package dev.sommelier.ui.part;

import java.util.Locale;

/// How the figures of a chart are written, at its axes, in its hints and in its table (`chart.js` knows the same
/// names).
public enum Unit {
    /// As they are, with at most four digits that count.
    PLAIN,
    /// Shares from 0 to 1, written in percent.
    SHARE,
    /// Seconds, written in µs, ms or s, whatever fits.
    SECONDS,
    /// Bytes in steps of 1024.
    BYTES,
    /// Milliseconds since 1970, written as a time of day.
    CLOCK;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
