package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// A token bucket for each client: it fills at the client's rate, holds the burst, and each request takes one
/// token out.
///
/// Of more clients than [#MOST_CLIENTS] the longest silent are forgotten; they come back with a full bucket.
///
/// @see <a href="https://en.wikipedia.org/wiki/Token_bucket">Token bucket</a>
final class RateLimit {

    static final int MOST_CLIENTS = 10_000;

    private static final double NANOS = 1e9;

    private record Bucket(double tokens, long at) {}

    private final LongSupplier nanoClock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /// @param nanoClock like [System#nanoTime]
    RateLimit(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /// Takes one token.
    ///
    /// @throws Failure.RateLimited if the client has none left
    void take(String client, Rate rate) {
        double perSecond = rate.perSecond();
        if (perSecond > 0) {
            double left = spend(client, rate);
            if (left < 0) {
                throw new Failure.RateLimited(perSecond, Duration.ofNanos((long) (-left / perSecond * NANOS)));
            }
        }
    }

    /// Tokens left after this request; negative by as much as is missing for it, and then nothing was taken.
    private synchronized double spend(String client, Rate rate) {
        long now = nanoClock.getAsLong();
        Bucket bucket = buckets.get(client);
        double tokens = bucket == null ? rate.burst() : refilled(bucket, rate, now);
        buckets.put(client, new Bucket(tokens >= 1 ? tokens - 1 : tokens, now));
        forgetOldest();
        return tokens - 1;
    }

    private static double refilled(Bucket bucket, Rate rate, long now) {
        return Math.min(rate.burst(), bucket.tokens() + (now - bucket.at()) / NANOS * rate.perSecond());
    }

    private void forgetOldest() {
        if (buckets.size() > MOST_CLIENTS) {
            buckets.remove(buckets.keySet().iterator().next());
        }
    }
}
