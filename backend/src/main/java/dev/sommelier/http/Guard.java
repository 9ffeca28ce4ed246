package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Lets a request pass that brings a known key, where keys are set, and keeps to its client's rate.
final class Guard implements Handler<RoutingContext> {

    private static final String BEARER = "bearer ";

    private final Keys keys;
    private final RateLimit rate;

    Guard(Keys keys, RateLimit rate) {
        this.keys = keys;
        this.rate = rate;
    }

    /// @throws Failure.Unauthorized without a known key
    /// @throws Failure.RateLimited above the client's rate
    @Override
    public void handle(RoutingContext rc) {
        rate.take(client(rc.request()));
        rc.next();
    }

    private String client(HttpServerRequest request) {
        if (keys.open()) {
            return request.remoteAddress().hostAddress();
        }
        String key = key(request);
        if (key == null) {
            throw new Failure.Unauthorized("Send a key, as 'Authorization: Bearer KEY' or as 'X-API-Key: KEY'.");
        }
        if (!keys.knows(key)) {
            throw new Failure.Unauthorized("This key is not known here. Check that it is complete and still valid.");
        }
        return key;
    }

    private static @Nullable String key(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            return authorization.substring(BEARER.length()).strip();
        }
        return request.getHeader("X-API-Key");
    }
}
