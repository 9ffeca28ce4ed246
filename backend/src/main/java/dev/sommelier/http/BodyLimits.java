package dev.sommelier.http;

import java.time.Duration;

/// What one body may be.
///
/// @param maxBytes one more is answered 413
/// @param timeout longest time for it to arrive
/// @param minRate slower bodies are answered 408, bytes a second; 0 for no limit
record BodyLimits(long maxBytes, Duration timeout, long minRate) {

    static BodyLimits of(HttpConfig config) {
        return new BodyLimits(
                config.maxBodyBytes(), config.bodyTimeout(), config.load().minRate());
    }
}
