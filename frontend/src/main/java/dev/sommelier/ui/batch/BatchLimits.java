package dev.sommelier.ui.batch;

import dev.sommelier.ui.part.FileSize;
import dev.sommelier.ui.part.Texts;
import java.time.Duration;

/// What one batch takes on.
///
/// @param maxBytes largest photo
/// @param uploadTimeout longest time for one photo to arrive here
/// @param maxPhotos rows of one batch
/// @param inFlight photos of one page on their way at the same time; times `maxBytes`, the memory they may take
public record BatchLimits(long maxBytes, Duration uploadTimeout, int maxPhotos, int inFlight) {
    /// Rows are kept in memory, each with a name, a reason and some figures: some 2 KiB at worst.
    private static final int MOST_PHOTOS = 20_000;

    public BatchLimits {
        if (maxPhotos < 1 || maxPhotos > MOST_PHOTOS) {
            throw new IllegalArgumentException(
                    "ui.max-batch-photos: need 1 to %d, got %d".formatted(MOST_PHOTOS, maxPhotos));
        }
    }

    boolean allows(long bytes) {
        return bytes <= maxBytes;
    }

    String tooLarge(long bytes) {
        return Texts.of("batch.too-large", new FileSize(bytes), new FileSize(maxBytes));
    }
}
