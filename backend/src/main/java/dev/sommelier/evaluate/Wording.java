package dev.sommelier.evaluate;

import dev.sommelier.dataset.LabelledPhoto;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Figures as people and programs read them; no line breaks within one. NaN, which stands for "nothing to divide by",
/// is a dash or null.
final class Wording {
    private Wording() {}

    static String percent(double part) {
        return Double.isNaN(part) ? "–" : String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * part);
    }

    static String range(Interval interval) {
        return Double.isNaN(interval.low())
                ? "–"
                : String.format(
                        Locale.ROOT, "%.1f\u00a0–\u00a0%.1f\u00a0%%", 100 * interval.low(), 100 * interval.high());
    }

    /// Of a difference, in points of a percentage.
    static String points(double difference) {
        return String.format(Locale.ROOT, "%+.1f", 100 * difference);
    }

    static String points(Interval interval) {
        return "%s to %s points".formatted(points(interval.low()), points(interval.high()));
    }

    static String decimals(double value) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.3f", value);
    }

    /// Class folder and file.
    static String name(LabelledPhoto photo) {
        Path file = photo.file();
        int names = file.getNameCount();
        return file.subpath(Math.max(0, names - 2), names).toString();
    }

    static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    /// For JSON, which knows no NaN.
    static @Nullable Object number(double value) {
        return Double.isFinite(value) ? Double.valueOf(rounded(value)) : null;
    }

    static @Nullable Object numbers(Interval interval) {
        return Double.isNaN(interval.low()) ? null : List.of(rounded(interval.low()), rounded(interval.high()));
    }
}
