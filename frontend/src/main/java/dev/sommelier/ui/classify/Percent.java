package dev.sommelier.ui.classify;

import java.util.Locale;

/// A probability as a person reads it: one decimal, and never a false 0 % or 100 %.
record Percent(double probability) {
    private static final double SMALLEST = 0.0005;

    @Override
    public String toString() {
        if (probability > 0 && probability < SMALLEST) {
            return "<0.1%";
        }
        if (probability < 1 && probability > 1 - SMALLEST) {
            return ">99.9%";
        }
        return String.format(Locale.ROOT, "%.1f%%", probability * 100);
    }
}
