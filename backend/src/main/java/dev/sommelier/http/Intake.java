package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/// One body on its way in: bytes are counted and reserved, time is taken, and the first that is too much ends it.
final class Intake {

    /// Over so long the rate is measured: a mobile link may well stand still for a moment.
    private static final int RATE_SECONDS = 5;

    private final RoutingContext rc;
    private final BodyLimits limits;
    private final BytesInFlight.Hold hold;
    private final int copies;
    private final Promise<Void> through = Promise.promise();
    private long bytes;
    private long bytesBefore;
    private long room;

    /// @param limits of the body
    /// @param hold reserves memory; for the caller to close
    /// @param copies of the body that are in memory at the same time
    Intake(RoutingContext rc, BodyLimits limits, BytesInFlight.Hold hold, int copies) {
        this.rc = rc;
        this.limits = limits;
        this.hold = hold;
        this.copies = copies;
    }

    /// Reserves memory for the body as far as its length is declared.
    ///
    /// @throws Failure.TooLarge if too large a body is declared
    /// @throws Failure.Overloaded if too many bytes are in flight
    void reserve() {
        long declared = Math.max(0, Linger.declaredLength(rc.request()));
        if (declared > limits.maxBytes()) {
            throw Failure.TooLarge.bytes(limits.maxBytes());
        }
        hold.resize(copies * declared);
        room = declared;
    }

    /// Reads the body to its end.
    ///
    /// @param sink takes each piece; called no more once the result is there
    /// @return fails with [Failure.TooLarge], [Failure.Overloaded], [Failure.BadRequest] or [Failure.TooSlow]
    Future<Void> read(Handler<Buffer> sink) {
        HttpServerRequest request = rc.request();
        request.handler(piece -> accept(piece, sink));
        request.exceptionHandler(this::broken);
        request.endHandler(end -> BrokenBody.cause(request).ifPresentOrElse(this::broken, through::tryComplete));
        // Only now: a body that is refused for its size need not be sent at all.
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        return timed(rc.vertx());
    }

    private void accept(Buffer piece, Handler<Buffer> sink) {
        if (through.future().isComplete()) {
            return;
        }
        bytes += piece.length();
        try {
            makeRoom();
            sink.handle(piece);
        } catch (Failure tooMuch) {
            through.tryFail(tooMuch);
        }
    }

    private void makeRoom() {
        if (bytes > limits.maxBytes()) {
            throw Failure.TooLarge.bytes(limits.maxBytes());
        }
        room = Body.grown(room, bytes, limits.maxBytes());
        hold.resize(copies * room);
    }

    private void broken(Throwable cause) {
        through.tryFail(new Failure.BadRequest(
                switch (cause) {
                    case HttpClosedException e -> "The connection closed before the body was complete.";
                    case TooLongHttpHeaderException e ->
                        "The trailers after the body are larger than %,d bytes. Send fewer or shorter ones, or none."
                                .formatted(Listener.LARGEST_HEADERS);
                    case TooLongHttpLineException e ->
                        "A line with the size of a chunk is too long. Send the size alone, without extensions.";
                    default ->
                        "The body is not well-formed: before each chunk stands its size in hexadecimal digits, on a line"
                                + " of its own. Mend that, or send the body with a Content-Length instead.";
                }));
    }

    private Future<Void> timed(Vertx vertx) {
        long end = vertx.setTimer(
                limits.timeout().toMillis(), late -> through.tryFail(new Failure.TooSlow(limits.timeout())));
        long rate = vertx.setPeriodic(RATE_SECONDS * 1000L, tick -> checkRate());
        return through.future().onComplete(done -> {
            vertx.cancelTimer(end);
            vertx.cancelTimer(rate);
        });
    }

    private void checkRate() {
        if (bytes - bytesBefore < RATE_SECONDS * limits.minRate()) {
            through.tryFail(new Failure.TooSlow(limits.minRate()));
        }
        bytesBefore = bytes;
    }
}
