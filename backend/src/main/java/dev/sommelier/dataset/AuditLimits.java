package dev.sommelier.dataset;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.Preprocessing;

/// What an audit calls too small and too large.
///
/// @param input what the network takes; photos with a shorter side are too small
/// @param maxPixels as for training, which leaves out larger photos; 1024 to 2³⁰
/// @param maxBytes of a file, 1 to [#OPENED]
public record AuditLimits(Preprocessing input, long maxPixels, long maxBytes) {
    /// Larger files are not even opened, so that one of them cannot take all memory.
    static final long OPENED = 100_000_000;

    static final String NOT_OPENED = "Over 100 MB, so it was not opened.";

    public AuditLimits {
        if (maxPixels < 1024 || maxPixels > 1L << 30) {
            throw new Failure.BadConfig("serve.max-pixels: need 1024 to %d, got %d".formatted(1L << 30, maxPixels));
        }
        if (maxBytes < 1 || maxBytes > OPENED) {
            throw new IllegalArgumentException("max bytes must be 1 to %d, got %d".formatted(OPENED, maxBytes));
        }
    }

    int shorterSide() {
        return Math.min(input.width(), input.height());
    }
}
