package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/// Refuses requests of which a proxy before this server might see another end or another target, and closes the
/// connection: what follows could be somebody else's.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-11.2">RFC 9112, 11.2, Request Smuggling</a>
final class Framing implements Handler<RoutingContext> {

    /// @throws Failure.BadRequest if the body's end or the host is ambiguous
    @Override
    public void handle(RoutingContext rc) {
        MultiMap headers = rc.request().headers();
        List<String> codings = headers.getAll("Transfer-Encoding");
        if (!codings.isEmpty() && !(codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked"))) {
            refuse(rc, "Transfer-Encoding may be \"chunked\", once, and nothing else.");
        }
        if (!codings.isEmpty()
                && (headers.contains("Content-Length") || rc.request().version() != HttpVersion.HTTP_1_1)) {
            refuse(rc, "Transfer-Encoding is for HTTP/1.1, and not beside a Content-Length.");
        }
        if (headers.getAll("Host").size() > 1) {
            refuse(rc, "A request has one Host header.");
        }
        rc.next();
    }

    private static void refuse(RoutingContext rc, String rule) {
        rc.response().putHeader("Connection", "close");
        // The header alone would still let a request through that waits behind this one.
        rc.addEndHandler(answered -> rc.request().connection().close());
        throw new Failure.BadRequest(rule);
    }
}
