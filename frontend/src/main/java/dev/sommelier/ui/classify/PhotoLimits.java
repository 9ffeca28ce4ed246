package dev.sommelier.ui.classify;

import dev.sommelier.ui.part.FileSize;
import dev.sommelier.ui.part.Texts;
import java.time.Duration;

/// What one page and the server as a whole take on.
///
/// @param maxBytes largest photo; the backend has a limit of its own, which this one should not exceed
/// @param uploadTimeout longest time for one photo to arrive here
/// @param maxPhotos photos shown on one page
/// @param inFlightPerPage photos of one page on their way at the same time
/// @param inFlight photos of all pages on their way at the same time; times `maxBytes`, the memory they may take
/// @param maxHistory answers that a session remembers
public record PhotoLimits(
        long maxBytes, Duration uploadTimeout, int maxPhotos, int inFlightPerPage, int inFlight, int maxHistory) {
    public PhotoLimits {
        atLeastOne("ui.max-photo-bytes", maxBytes);
        if (!uploadTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "ui.upload-timeout: need more than zero, got %s".formatted(uploadTimeout));
        }
        atLeastOne("ui.max-photos", maxPhotos);
        atLeastOne("ui.max-photos-in-flight-per-page", inFlightPerPage);
        atLeastOne("ui.max-photos-in-flight", inFlight);
        atLeastOne("ui.max-history", maxHistory);
    }

    /// Remembers the usual number of answers.
    PhotoLimits(long maxBytes, Duration uploadTimeout, int maxPhotos, int inFlightPerPage, int inFlight) {
        this(maxBytes, uploadTimeout, maxPhotos, inFlightPerPage, inFlight, 200);
    }

    boolean allows(long bytes) {
        return bytes <= maxBytes;
    }

    String tooLarge(long bytes) {
        return Texts.of("classify.too-large", new FileSize(bytes), new FileSize(maxBytes));
    }

    private static void atLeastOne(String setting, long value) {
        if (value < 1 || value > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "%s: need 1 to %d, got %d".formatted(setting, Integer.MAX_VALUE - 8, value));
        }
    }
}
