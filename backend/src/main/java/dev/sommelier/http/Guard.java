package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Lets a request pass that brings a known key of the role that its operation needs, and keeps to its client's
/// rate and share. Where no keys are set, everybody may do what needs the role `predict`, whoever is on this machine
/// also what the contract opens to them, and nobody what is left.
final class Guard implements Handler<RoutingContext> {

    private static final String BEARER = "bearer ";

    /// Where the name of the client's key is kept, for the log.
    static final String KEY_NAME = "key-name";

    private final KeyRing ring;
    private final RateLimit limit;
    private final ClientShare share;
    private final Role role;
    private final boolean local;

    /// @param role that the operation needs
    Guard(KeyRing ring, RateLimit limit, ClientShare share, Role role) {
        this(ring, limit, share, role, false);
    }

    private Guard(KeyRing ring, RateLimit limit, ClientShare share, Role role, boolean local) {
        this.ring = ring;
        this.limit = limit;
        this.share = share;
        this.role = role;
        this.local = local;
    }

    /// The same for an operation that whoever is on this machine may use where no keys are set.
    Guard orLocal() {
        return new Guard(ring, limit, share, role, true);
    }

    /// The name of the key that the request came with, never the key; `-` where it came with none that is known.
    static String keyName(RoutingContext rc) {
        String name = rc.get(KEY_NAME);
        return name == null ? "-" : name;
    }

    /// @throws Failure.Unauthorized without a known key
    /// @throws Failure.Forbidden if the key has not the role
    /// @throws Failure.RateLimited above the client's rate, or with too many requests in flight
    @Override
    public void handle(RoutingContext rc) {
        Keys keys = ring.keys();
        if (!keys.open()) {
            enter(rc, known(keys, rc.request()));
        } else if (role == Role.PREDICT || (local && LocalClient.sent(rc.request()))) {
            enter(rc, rc.request().remoteAddress().hostAddress(), ring.rate());
        } else {
            throw new Failure.Unauthorized("No keys are set here, and nothing is managed without one. Make one with "
                    + "./sommelier key NAME --role %s, and start the service with %s."
                            .formatted(role, KeyFile.SETTING));
        }
        rc.next();
    }

    private void enter(RoutingContext rc, ApiKey key) {
        rc.put(KEY_NAME, key.name());
        enter(rc, key.name(), key.rate());
        if (!key.role().covers(role)) {
            throw new Failure.Forbidden(
                    "This needs a key of the role %s, and this one has the role %s. Use another key."
                            .formatted(role, key.role()));
        }
    }

    private void enter(RoutingContext rc, String client, Rate rate) {
        limit.take(client, rate);
        share.enter(client);
        rc.addEndHandler(over -> share.leave(client));
    }

    private static ApiKey known(Keys keys, HttpServerRequest request) {
        String secret = key(request);
        if (secret == null) {
            throw new Failure.Unauthorized("Send a key, as 'Authorization: Bearer KEY' or as 'X-API-Key: KEY'.");
        }
        ApiKey key = keys.find(secret);
        if (key == null) {
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
