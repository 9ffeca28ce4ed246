package dev.sommelier.train;

import dev.sommelier.failure.Failure;
import java.math.BigDecimal;

/// Bounds of settings.
final class Limits {
    private Limits() {}

    /// @throws Failure.BadConfig that names key and bounds unless `low <= value <= high`
    static void check(String key, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw bad("%s: need %s to %s, got %s".formatted(key, plain(low), plain(high), plain(value)));
        }
    }

    /// @throws Failure.BadConfig that names key and bounds unless `low <= value < high`
    static void below(String key, double value, double low, double high) {
        if (!(value >= low && value < high)) {
            throw bad("%s: need %s to below %s, got %s".formatted(key, plain(low), plain(high), plain(value)));
        }
    }

    static Failure.BadConfig bad(String sentence) {
        return new Failure.BadConfig(sentence);
    }

    /// 10000 and 0.001, not 10000.0 and 1.0E-3.
    private static String plain(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        if (value == Double.MIN_NORMAL) {
            return "above 0";
        }
        String digits = BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
        return digits.length() <= 20 ? digits : Double.toString(value);
    }
}
