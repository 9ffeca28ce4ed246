package dev.sommelier.ui.part;

import com.vaadin.flow.component.html.Span;
import java.util.Locale;

/// A calibrated confidence in words. Nine in ten answers of at least 90 % should be right, hence "very".
public enum Sureness {
    VERY_SURE("common.very-sure", 0.9),
    FAIRLY_SURE("common.fairly-sure", 0.7),
    NOT_SURE("common.not-sure", 0);

    private final String key;
    private final double from;

    Sureness(String key, double from) {
        this.key = key;
        this.from = from;
    }

    /// @param confidence 0 to 1
    public static Sureness of(double confidence) {
        for (var sureness : values()) {
            if (confidence >= sureness.from) {
                return sureness;
            }
        }
        return NOT_SURE;
    }

    public String words() {
        return Texts.of(key);
    }

    /// The words on their colour.
    public Span badge() {
        var badge = new Span(words());
        badge.addClassNames("sureness", name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return badge;
    }
}
