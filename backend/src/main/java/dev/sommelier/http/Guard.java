package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Lets a request pass that brings a known key, where keys are set, and keeps to its client's rate and share.
final class Guard implements Handler<RoutingContext> {

    private static final String BEARER = "bearer ";

    private final Keys keys;
    private final RateLimit rate;
    private final ClientShare share;

    Guard(Keys keys, RateLimit rate, ClientShare share) {
        this.keys = keys;
        this.rate = rate;
        this.share = share;
    }

    /// @throws Failure.Unauthorized without a known key
    /// @throws Failure.RateLimited above the client's rate, or with too many requests in flight
    @Override
    public void handle(RoutingContext rc) {
        String client = client(rc.request());
        rate.take(client);
        share.enter(client);
        rc.addEndHandler(over -> share.leave(client));
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
