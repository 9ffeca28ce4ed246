package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import java.time.Duration;

/// How much the server takes on at once.
///
/// @param maxBytesInFlight memory for all request bodies that are being read or worked on, bytes; what needs more is
///     answered 503. A body counts from its declared length on, a form twice, because its decoder keeps a copy
/// @param minRate slower bodies are answered 408, bytes a second; 0 for no limit
/// @param maxRequests requests being answered, except probes and metrics; one more is answered 503
/// @param maxRequestsPerClient the same for each key, or for each address where no keys are set; one more is answered
///     429; 0 for no limit
/// @param holdRetries longest that a client is kept waiting for its next refusal which comes back before it was told
///     to; up to 30 s, and zero for not at all
public record LoadLimits(
        long maxBytesInFlight, long minRate, int maxRequests, int maxRequestsPerClient, Duration holdRetries) {

    private static final int MOST = 1_000_000;

    public LoadLimits {
        within("max-bytes-in-flight", maxBytesInFlight, 2, 1L << 50);
        within("min-rate", minRate, 0, 1L << 30);
        within("max-requests", maxRequests, 1, MOST);
        within("max-requests-per-client", maxRequestsPerClient, 0, MOST);
        within("hold-retries (ms)", holdRetries.toMillis(), 0, 30_000);
    }

    /// The same for those who hold nobody back.
    public LoadLimits(long maxBytesInFlight, long minRate, int maxRequests, int maxRequestsPerClient) {
        this(maxBytesInFlight, minRate, maxRequests, maxRequestsPerClient, Duration.ZERO);
    }

    private static void within(String key, long value, long low, long high) {
        if (value < low || value > high) {
            throw new Failure.BadConfig("serve.http.%s: need %d to %d, got %d".formatted(key, low, high, value));
        }
    }
}
