package dev.sommelier.ui.runs;

import dev.sommelier.ui.part.Percent;
import dev.sommelier.ui.part.Texts;
import dev.sommelier.ui.part.Unit;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/// Figures of trainings as people read them.
final class Wording {
    private static final Pattern SHARE = Pattern.compile(
            "(.*_)?(accuracy|precision|recall|agreement|share|f1|cpu|utilisation)(_.*)?|.*calibration_error");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Wording() {}

    /// The name of a metric without its underscores.
    static String metric(String name) {
        return name.replace('_', ' ');
    }

    static Unit unit(String metric) {
        return SHARE.matcher(metric).matches() ? Unit.SHARE : metric.endsWith("bytes") ? Unit.BYTES : Unit.PLAIN;
    }

    static String value(String metric, double value) {
        if (!Double.isFinite(value)) {
            return Texts.of("runs.none");
        }
        return unit(metric) == Unit.SHARE ? new Percent(value).toString() : plain(value);
    }

    private static String plain(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e9;
        return whole ? Long.toString((long) value) : String.format(Locale.ROOT, "%.4g", value);
    }

    /// With the zone, for the server may be elsewhere.
    static String time(String iso) {
        try {
            return Texts.of("runs.time", MINUTE.format(Instant.parse(iso)));
        } catch (DateTimeException e) {
            return Texts.of("runs.none");
        }
    }

    static String took(double seconds) {
        Duration time = Duration.ofSeconds(Math.round(seconds));
        if (time.toHours() > 0) {
            return Texts.of("runs.hours", Long.toString(time.toHours()), Integer.toString(time.toMinutesPart()));
        }
        return time.toMinutes() > 0
                ? Texts.of("runs.minutes", Long.toString(time.toMinutes()), Integer.toString(time.toSecondsPart()))
                : Texts.of("runs.seconds", Long.toString(time.toSeconds()));
    }

    static String state(String state) {
        return Texts.of(
                switch (state) {
                    case "running" -> "runs.state.running";
                    case "finished" -> "runs.state.finished";
                    case "failed" -> "runs.state.failed";
                    case "stopped" -> "runs.state.stopped";
                    case "interrupted" -> "runs.state.interrupted";
                    case "damaged" -> "runs.state.damaged";
                    default -> "runs.state.unknown";
                });
    }
}
