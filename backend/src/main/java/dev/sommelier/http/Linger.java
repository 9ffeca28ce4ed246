package dev.sommelier.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/// Ends an answer that may come before the request's body was read.
///
/// Closing a socket with unread bytes resets it, and the client loses the answer that tells what was wrong; reading on
/// without bound would let it send for ever. So the rest is thrown away for a short while. A small body is read to its
/// end and the connection kept; a large one, or one of unknown length, costs the client its connection.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-9.6">RFC 9112, tear-down</a>
final class Linger {

    /// So long the rest of a body is read after its answer.
    static final Duration LONGEST = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final long maxBodyBytes;

    Linger(Vertx vertx, long maxBodyBytes) {
        this.vertx = vertx;
        this.maxBodyBytes = maxBodyBytes;
    }

    /// The request is refused: what is still to come of a body that is read to its end is thrown away as it comes,
    /// before it is copied anywhere. Call it on the event loop, before the answer.
    void drop(HttpServerRequest request) {
        if (isUnread(request) && worthReading(request)) {
            Exchanges.of(request.connection()).dropRest();
        }
    }

    void end(HttpServerRequest request, Buffer answer) {
        boolean unread = isUnread(request);
        if (unread && !worthReading(request)) {
            request.response().putHeader("Connection", "close");
        }
        boolean close = "close".equals(request.response().headers().get("Connection"));
        if (unread) {
            discard(request, close);
        }
        request.response().end(answer).onComplete(sent -> {
            if (close && !unread) {
                request.connection().close();
            }
        });
    }

    private void discard(HttpServerRequest request, boolean close) {
        long timer =
                vertx.setTimer(LONGEST.toMillis(), late -> request.connection().close());
        Exchanges.of(request.connection()).dropRest();
        request.handler(dropped -> {});
        request.exceptionHandler(gone -> vertx.cancelTimer(timer));
        request.endHandler(read -> {
            vertx.cancelTimer(timer);
            if (close) {
                request.connection().close();
            }
        });
        request.resume();
    }

    private static boolean isUnread(HttpServerRequest request) {
        return hasBody(request) && !request.isEnded();
    }

    /// A client that waits for `100 Continue` may never send its body, so the next request could not be told from it.
    private boolean worthReading(HttpServerRequest request) {
        long declared = declaredLength(request);
        return declared >= 0
                && declared <= maxBodyBytes
                && request.getHeader("Transfer-Encoding") == null
                && request.getHeader("Expect") == null;
    }

    static boolean hasBody(HttpServerRequest request) {
        return declaredLength(request) > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /// The `Content-Length`, or -1 where there is none that says anything.
    static long declaredLength(HttpServerRequest request) {
        String declared = request.getHeader("Content-Length");
        return declared == null
                ? -1
                : WholeNumber.of(declared, 0, Long.MAX_VALUE).orElse(-1);
    }
}
