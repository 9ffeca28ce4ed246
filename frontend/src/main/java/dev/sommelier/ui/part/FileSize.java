package dev.sommelier.ui.part;

/// A number of bytes in words, in steps of 1024 as file managers count.
public record FileSize(long bytes) {
    @Override
    public String toString() {
        if (bytes < 1 << 10) {
            return Texts.of("common.bytes", Long.toString(bytes));
        }
        if (bytes < 1 << 20) {
            return Texts.of("common.kilobytes", bytes >> 10);
        }
        return bytes < 1 << 30
                ? Texts.of("common.megabytes", bytes / (double) (1 << 20))
                : Texts.of("common.gigabytes", bytes / (double) (1 << 30));
    }
}
