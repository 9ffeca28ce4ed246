package dev.sommelier.ui.classify;

import java.util.Locale;

/// A number of bytes in words, in steps of 1024 as file managers count.
record FileSize(long bytes) {
    @Override
    public String toString() {
        if (bytes < 1 << 10) {
            return bytes + " bytes";
        }
        return bytes < 1 << 20 ? "%d KB".formatted(bytes >> 10) : megabytes();
    }

    private String megabytes() {
        double size = bytes / (double) (1 << 20);
        return size == Math.rint(size) ? "%.0f MB".formatted(size) : String.format(Locale.ROOT, "%.1f MB", size);
    }
}
