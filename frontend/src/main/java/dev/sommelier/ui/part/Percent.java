package dev.sommelier.ui.part;

/// A probability as a person reads it: one decimal, and never a false 0 % or 100 %.
public record Percent(double probability) {
    private static final double SMALLEST = 0.0005;

    @Override
    public String toString() {
        if (probability > 0 && probability < SMALLEST) {
            return Texts.of("common.percent-tiny");
        }
        if (probability < 1 && probability > 1 - SMALLEST) {
            return Texts.of("common.percent-nearly-all");
        }
        return Texts.of("common.percent", probability * 100);
    }
}
