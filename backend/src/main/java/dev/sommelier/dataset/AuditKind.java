package dev.sommelier.dataset;

import java.util.Locale;

/// What can be wrong with a folder of photos, the worst first.
public enum AuditKind {
    TWO_LABELS(
            true,
            "The same picture under two labels",
            "The network is taught that both are right. Keep the one in the right class, delete the other."),
    UNREADABLE(true, "Cannot be read", "Training leaves them out. Save them again as JPEG or PNG, or delete them."),
    FEW_CLASSES(true, "Fewer than two classes", "Training refuses this. Put the photos of each class in a folder."),
    EMPTY_CLASS(true, "Class without a photo that can be read", "Training refuses this. Add photos or delete it."),
    FEW_PHOTOS(
            false,
            "Class with far fewer photos than the largest",
            "The network will seldom answer with it. Add photos, if you can."),
    SAME_FILE(false, "The same file more than once", "They count double. Keep one of each."),
    SAME_PICTURE(
            false,
            "Nearly the same picture more than once",
            "They count double. Keep the best one, if they are copies."),
    TOO_MANY_PIXELS(
            false,
            "More pixels than serve.max-pixels",
            "Training leaves them out. Save them smaller, or raise the limit."),
    TOO_MANY_BYTES(false, "Very large file", "It slows down every read. Save it as an ordinary JPEG."),
    TOO_SMALL(
            false,
            "Smaller than what the network sees",
            "They are enlarged, and look blurred to it. Replace them, if you can."),
    BLANK(false, "Shows next to nothing", "A picture of one colour teaches nothing. Delete it, unless it is meant."),
    NAMED_OTHERWISE(
            false, "Named as another format", "Read all the same: only the content counts. Other programs may trip."),
    SUBFOLDER(false, "Folder inside a class folder", "Training passes over it. Move its photos one level up."),
    STRAY(false, "Not in a class folder", "Training passes over it. Move it into one, or away.");

    private final boolean serious;
    private final String title;
    private final String advice;

    AuditKind(boolean serious, String title, String advice) {
        this.serious = serious;
        this.title = title;
        this.advice = advice;
    }

    /// Whether the folder should not be trained on as it is.
    public boolean serious() {
        return serious;
    }

    /// A heading.
    public String title() {
        return title;
    }

    /// What it means and what to do about it.
    public String advice() {
        return advice;
    }

    /// As it stands in `audit.json`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
