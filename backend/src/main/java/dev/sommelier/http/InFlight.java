package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Counts the requests that are being answered, and turns new ones away if they are too many or the server stops.
final class InFlight implements Handler<RoutingContext> {

    static final String DRAINING = "draining";

    /// What must answer just when there is too much to do.
    private static final Set<String> WATCHING = Set.of("/metrics", "/debug");

    /// About as long as another replica or the next process takes to be there.
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private static final Duration RETRY_WHEN_FEWER = Duration.ofSeconds(1);

    private final Readiness readiness;
    private final int most;
    private final EarlyRetries retries;
    private final AtomicInteger count = new AtomicInteger();
    private final Promise<Void> empty = Promise.promise();

    /// @param most requests at once
    /// @param retries whose requests cost next to nothing, and do not count
    InFlight(Readiness readiness, int most, EarlyRetries retries) {
        this.readiness = readiness;
        this.most = most;
        this.retries = retries;
    }

    /// @throws Failure.BadRequest if the path is malformed; this is the first handler that looks at it
    /// @throws Failure.Overloaded while the server stops or answers too many already, except for probes and metrics
    @Override
    public void handle(RoutingContext rc) {
        rc.addHeadersEndHandler(headers -> sayGoodbye(rc));
        if (!isProbe(path(rc))) {
            enter(rc);
        }
        rc.next();
    }

    private static String path(RoutingContext rc) {
        try {
            return rc.normalizedPath();
        } catch (IllegalArgumentException e) {
            throw new Failure.BadRequest("The path is malformed: a % must be followed by two hex digits.");
        }
    }

    /// Stops letting requests in; done when the last one is answered.
    Future<Void> drain() {
        readiness.stop();
        completeIfEmpty();
        return empty.future();
    }

    /// Requests being answered, except probes.
    int count() {
        return count.get();
    }

    private void enter(RoutingContext rc) {
        // Counted before the question, so that a drain that starts between the two still waits for this one.
        int inFlight = count.incrementAndGet();
        rc.addEndHandler(end -> leave());
        if (readiness.stopping()) {
            throw new Failure.Overloaded(
                    DRAINING, "The server is stopping. Send the request again in a moment.", RETRY_AFTER);
        }
        if (inFlight - retries.held() > most) {
            throw new Failure.Overloaded(
                    "requests-in-flight",
                    "The server answers %d requests already, the most at once. Try again in %d s."
                            .formatted(most, RETRY_WHEN_FEWER.toSeconds()),
                    RETRY_WHEN_FEWER);
        }
    }

    /// A client that sends its next request on a connection about to close would get no answer to it.
    private void sayGoodbye(RoutingContext rc) {
        if (readiness.stopping()) {
            rc.response().putHeader("Connection", "close");
        }
    }

    private void leave() {
        count.decrementAndGet();
        completeIfEmpty();
    }

    private void completeIfEmpty() {
        if (readiness.stopping() && count.get() == 0) {
            empty.tryComplete();
        }
    }

    private static boolean isProbe(String path) {
        return path.equals("/health")
                || path.startsWith("/health/")
                || path.startsWith("/v2/health/")
                || path.equals("/ping")
                || WATCHING.contains(path);
    }
}
