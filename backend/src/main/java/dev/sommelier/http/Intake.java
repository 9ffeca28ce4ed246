package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/// One body on its way in: its bytes are counted and its time is taken, and the first that is too much ends it.
final class Intake {

    private final RoutingContext rc;
    private final long limit;
    private final Promise<Void> through = Promise.promise();
    private long bytes;

    /// @param limit most bytes, at least 1
    Intake(RoutingContext rc, long limit) {
        this.rc = rc;
        this.limit = limit;
    }

    /// Reads the body to its end.
    ///
    /// @param sink takes each piece; called no more once the result is there
    /// @return fails with [Failure.TooLarge], [Failure.BadRequest] or, after `longest`, with [Failure.TooSlow]
    Future<Void> read(Duration longest, Handler<Buffer> sink) {
        HttpServerRequest request = rc.request();
        if (Linger.declaredLength(request) > limit) {
            return Future.failedFuture(Failure.TooLarge.bytes(limit));
        }
        request.handler(piece -> accept(piece, sink));
        request.exceptionHandler(this::broken);
        request.endHandler(end -> through.tryComplete());
        // Only now: a body that is refused for its size need not be sent at all.
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        return within(longest);
    }

    private void accept(Buffer piece, Handler<Buffer> sink) {
        bytes += piece.length();
        if (bytes > limit) {
            through.tryFail(Failure.TooLarge.bytes(limit));
        } else if (!through.future().isComplete()) {
            sink.handle(piece);
        }
    }

    private void broken(Throwable cause) {
        String what = cause instanceof HttpClosedException
                ? "The connection closed before the body was complete."
                : "The body is not a well-formed multipart form, or has too many or too long fields besides the file.";
        through.tryFail(new Failure.BadRequest(what));
    }

    private Future<Void> within(Duration longest) {
        long timer = rc.vertx().setTimer(longest.toMillis(), late -> through.tryFail(new Failure.TooSlow(longest)));
        return through.future().onComplete(done -> rc.vertx().cancelTimer(timer));
    }
}
