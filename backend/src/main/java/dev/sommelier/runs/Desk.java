package dev.sommelier.runs;

import dev.sommelier.failure.Failure;
import dev.sommelier.http.JsonAnswer;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Reads files for requests on threads of its own, so that large runs slow down neither photos nor event loops.
final class Desk {
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 32;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final WorkerExecutor threads;
    private final AtomicInteger waiting = new AtomicInteger();

    /// @param vertx ends the threads when it is closed
    Desk(Vertx vertx) {
        threads = vertx.createSharedWorkerExecutor("runs", THREADS, LONGEST.toNanos(), TimeUnit.NANOSECONDS);
    }

    void answer(RoutingContext rc, Callable<JsonObject> reading) {
        send(
                rc,
                Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
                () -> JsonAnswer.text(reading.call()));
    }

    /// @param headers of the answer, if it is no refusal
    /// @throws Failure.Overloaded if too many wait already
    void send(RoutingContext rc, Map<String, String> headers, Callable<Buffer> reading) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            throw new Failure.Overloaded(
                    "runs", "Too many ask about runs at once. Wait, then ask again.", Duration.ofSeconds(1));
        }
        threads.executeBlocking(() -> rc.response().closed() ? Buffer.buffer() : reading.call(), false)
                .onComplete(done -> waiting.decrementAndGet())
                .onSuccess(body -> end(rc, headers, body))
                .onFailure(rc::fail);
    }

    private static void end(RoutingContext rc, Map<String, String> headers, Buffer body) {
        if (!rc.response().closed()) {
            headers.forEach(rc.response()::putHeader);
            rc.response().end(body);
        }
    }
}
