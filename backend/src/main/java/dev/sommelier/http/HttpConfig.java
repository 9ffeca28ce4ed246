package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import java.time.Duration;
import java.util.List;

/// How the server listens and what it lets through.
///
/// @param host address to listen on; `0.0.0.0` for all
/// @param port 1 to 65535, or 0 for any free one
/// @param maxBodyBytes largest request body, multipart framing included; one byte more is answered 413
/// @param idleTimeout a connection on which nothing moves for so long is closed; at least 1 s and longer than an answer
///     may take
/// @param bodyTimeout longest time for a body to arrive: a client that sends drop by drop must not hold a place
/// @param drainTimeout longest wait at the stop for requests in flight; `serve.grace` sets it
/// @param keys SHA-256 of each accepted API key as 64 hex digits; empty lets everybody in
/// @param ratePerSecond requests a second for each key, or for each address where no keys are set; 0 for no limit.
///     Behind a proxy all clients share one address: set keys there, or leave it at 0
/// @param rateBurst requests that may come at once before the rate counts; at least 1
/// @param load how much is taken on at once
/// @param security who gets how far
public record HttpConfig(
        String host,
        int port,
        long maxBodyBytes,
        Duration idleTimeout,
        Duration bodyTimeout,
        Duration drainTimeout,
        List<String> keys,
        double ratePerSecond,
        int rateBurst,
        LoadLimits load,
        Security security) {

    /// A body is held in one array, so its size must fit an `int` with room to spare.
    private static final long LARGEST_BODY = 1L << 30;

    public HttpConfig {
        keys = List.copyOf(keys);
        require(!host.isBlank(), "host", "an address such as 0.0.0.0", host);
        require(port >= 0 && port <= 65_535, "port", "0 to 65535", port);
        require(maxBodyBytes >= 1 && maxBodyBytes <= LARGEST_BODY, "max-body", "1 byte to 1 GiB", maxBodyBytes);
        requireSeconds(idleTimeout, "idle-timeout");
        requireSeconds(bodyTimeout, "body-timeout");
        if (drainTimeout.isNegative()) {
            // Set for the whole service, so its key is not among those of HTTP.
            throw new Failure.BadConfig("serve.grace: need 0 s or more, got %s".formatted(drainTimeout));
        }
        for (String key : keys) {
            // The value is not repeated: somebody may have put the key itself there.
            require(ApiKey.SHA256.matcher(key).matches(), "keys", "SHA-256 hashes of 64 hex digits", "something else");
        }
        require(Rate.allowed(ratePerSecond), "rate.per-second", Rate.PER_SECOND_RULE, ratePerSecond);
        require(Rate.allowed(rateBurst), "rate.burst", Rate.BURST_RULE, rateBurst);
        require(
                load.maxBytesInFlight() >= Uploads.COPIES_WHILE_READ * maxBodyBytes,
                "max-bytes-in-flight",
                "at least twice serve.http.max-body (%d)".formatted(maxBodyBytes),
                load.maxBytesInFlight());
        int managed = security.management().port();
        Setting.require(
                managed == 0 || managed != port, "serve.management.port", "another port than serve.http.port", managed);
    }

    /// With nothing that [Security] adds.
    public HttpConfig(
            String host,
            int port,
            long maxBodyBytes,
            Duration idleTimeout,
            Duration bodyTimeout,
            Duration drainTimeout,
            List<String> keys,
            double ratePerSecond,
            int rateBurst,
            LoadLimits load) {
        this(
                host,
                port,
                maxBodyBytes,
                idleTimeout,
                bodyTimeout,
                drainTimeout,
                keys,
                ratePerSecond,
                rateBurst,
                load,
                Security.plain());
    }

    /// The same with another security.
    public HttpConfig with(Security other) {
        return new HttpConfig(
                host,
                port,
                maxBodyBytes,
                idleTimeout,
                bodyTimeout,
                drainTimeout,
                keys,
                ratePerSecond,
                rateBurst,
                load,
                other);
    }

    private static void requireSeconds(Duration value, String key) {
        boolean sane = value.compareTo(Duration.ofSeconds(1)) >= 0 && value.compareTo(Duration.ofDays(1)) <= 0;
        require(sane, key, "1 s to 1 day", value);
    }

    private static void require(boolean holds, String key, String wanted, Object got) {
        Setting.require(holds, "serve.http." + key, wanted, got);
    }
}
