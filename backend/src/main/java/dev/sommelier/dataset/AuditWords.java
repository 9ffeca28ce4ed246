package dev.sommelier.dataset;

import dev.sommelier.image.Header;

/// Figures as people write them.
final class AuditWords {
    private AuditWords() {}

    /// For example `1309 files in 3 class folders, 137.2 MB`.
    static String summary(AuditReport report) {
        return "%s in %s, %s"
                .formatted(
                        count(report.photos().size(), "file"),
                        count(report.classes().size(), "class folder"),
                        bytes(report.bytes()));
    }

    /// Without what may stand in a file's name to turn a terminal's text red, or to show letters in another order.
    static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }

    static String count(int count, String noun) {
        return "%d %s%s".formatted(count, noun, count == 1 ? "" : "s");
    }

    /// For example `JPEG, 640 × 480, 61 kB`.
    static String facts(AuditPhoto photo) {
        String bytes = photo.bytes() < 0 ? "" : bytes(photo.bytes());
        return photo.header()
                .map(header -> "%s, %s, %s".formatted(header.format().title(), size(header), bytes))
                .orElse(bytes);
    }

    /// For example `640 × 480`.
    static String size(Header header) {
        return "%d × %d".formatted(header.width(), header.height());
    }

    /// Of a photo with a header.
    static String size(AuditPhoto photo) {
        return size(photo.header().orElseThrow());
    }

    static String sizes(AuditSpread spread) {
        return "%s to %s, median %s".formatted(size(spread.least()), size(spread.most()), size(spread.median()));
    }

    static String bytes(AuditSpread spread) {
        return "%s to %s, median %s"
                .formatted(
                        bytes(spread.least().bytes()),
                        bytes(spread.most().bytes()),
                        bytes(spread.median().bytes()));
    }

    /// Powers of ten, for example `1.4 MB`.
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        if (bytes < 999_500) {
            return "%.0f kB".formatted(bytes / 1e3);
        }
        return bytes < 999_500_000 ? "%.1f MB".formatted(bytes / 1e6) : "%.2f GB".formatted(bytes / 1e9);
    }
}
