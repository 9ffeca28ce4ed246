package dev.sommelier.http;

import java.time.Duration;

/// What a connection may cost before it has asked for anything.
///
/// @param headerTimeout longest time for the headers of a request to arrive in full, 1 s to 1 h: counted from the
///     opening of the connection, and on a connection that is kept from the first byte of the next request
/// @param most connections of clients open at once, 1 to a million; one more is closed at once
public record ConnectionLimits(Duration headerTimeout, int most) {

    public ConnectionLimits {
        boolean sane = headerTimeout.compareTo(Duration.ofSeconds(1)) >= 0
                && headerTimeout.compareTo(Duration.ofHours(1)) <= 0;
        Setting.require(sane, "serve.http.header-timeout", "1 s to 1 h", headerTimeout);
        Setting.require(most >= 1 && most <= 1_000_000, "serve.http.max-connections", "1 to 1000000", most);
    }
}
