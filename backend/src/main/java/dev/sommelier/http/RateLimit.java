package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// A token bucket for each client: it fills at the rate, holds the burst, and each request takes one token out.
///
/// Of more clients than [#MOST_CLIENTS] the longest silent are forgotten; they come back with a full bucket.
///
/// @see <a href="https://en.wikipedia.org/wiki/Token_bucket">Token bucket</a>
final class RateLimit {

    static final int MOST_CLIENTS = 10_000;

    private static final double NANOS = 1e9;

    private record Bucket(double tokens, long at) {}

    private final double perSecond;
    private final int burst;
    private final LongSupplier nanoClock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /// @param perSecond 0 for no limit
    /// @param nanoClock like [System#nanoTime]
    RateLimit(double perSecond, int burst, LongSupplier nanoClock) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoClock = nanoClock;
    }

    /// Takes one token.
    ///
    /// @throws Failure.RateLimited if the client has none left
    void take(String client) {
        if (perSecond > 0) {
            double left = spend(client);
            if (left < 0) {
                throw new Failure.RateLimited(perSecond, Duration.ofNanos((long) (-left / perSecond * NANOS)));
            }
        }
    }

    /// Tokens left after this request; negative by as much as is missing for it, and then nothing was taken.
    private synchronized double spend(String client) {
        long now = nanoClock.getAsLong();
        Bucket bucket = buckets.get(client);
        double tokens = bucket == null ? burst : refilled(bucket, now);
        buckets.put(client, new Bucket(tokens >= 1 ? tokens - 1 : tokens, now));
        forgetOldest();
        return tokens - 1;
    }

    private double refilled(Bucket bucket, long now) {
        return Math.min(burst, bucket.tokens() + (now - bucket.at()) / NANOS * perSecond);
    }

    private void forgetOldest() {
        if (buckets.size() > MOST_CLIENTS) {
            buckets.remove(buckets.keySet().iterator().next());
        }
    }
}
