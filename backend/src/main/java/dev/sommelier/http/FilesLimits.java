package dev.sommelier.http;

import java.time.Duration;

/// What a request that brings many files may be.
///
/// @param maxBodyBytes one more is answered 413
/// @param maxFiles file parts of the form, 1 to [#MOST_FILES]; one more is answered 413
/// @param bodyTimeout longest time for the body to arrive
public record FilesLimits(long maxBodyBytes, int maxFiles, Duration bodyTimeout) {

    /// The form's decoder keeps a note of each part.
    public static final int MOST_FILES = 10_000;

    BodyLimits body(HttpConfig config) {
        return new BodyLimits(maxBodyBytes, bodyTimeout, config.load().minRate());
    }
}
