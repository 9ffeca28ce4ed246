package dev.sommelier.ui.classify;

/// A calibrated confidence in words. Nine in ten answers of at least 90 % should be right, hence "very".
enum Sureness {
    VERY_SURE("very sure", 0.9),
    FAIRLY_SURE("fairly sure", 0.7),
    NOT_SURE("not sure", 0);

    private final String words;
    private final double from;

    Sureness(String words, double from) {
        this.words = words;
        this.from = from;
    }

    static Sureness of(double confidence) {
        for (var sureness : values()) {
            if (confidence >= sureness.from) {
                return sureness;
            }
        }
        return NOT_SURE;
    }

    String words() {
        return words;
    }
}
