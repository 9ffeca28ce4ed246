package dev.sommelier.dataset;

import java.util.Locale;

/// How two photos come to show the same picture; the closest first.
public enum Likeness {
    SAME_FILE("the same file"),
    COPY("in another size, compression or brightness"),
    RECOLOURED("in other colours"),
    MIRRORED("mirrored"),
    CROPPED("cropped");

    private final String words;

    Likeness(String words) {
        this.words = words;
    }

    /// For a sentence, for example `mirrored`.
    public String words() {
        return words;
    }

    /// As it stands in `audit.json`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
