package dev.sommelier.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// One line for each request, at DEBUG: metrics count them for less, and a busy server must not be slowed by its
/// log. The path stands there without its query, in which clients may put anything.
public final class AccessLog implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

    private static final String NOTE = "access-log-note";

    AccessLog() {}

    /// Adds to the line of this request what it was about, for example `300 photos`.
    public static void note(RoutingContext rc, String note) {
        rc.put(NOTE, note);
    }

    @Override
    public void handle(RoutingContext rc) {
        if (LOG.isDebugEnabled()) {
            long start = System.nanoTime();
            rc.addEndHandler(end -> RequestId.during(rc, () -> write(rc, start, end.succeeded())));
        }
        rc.next();
    }

    private static void write(RoutingContext rc, long start, boolean answered) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        int status = rc.response().getStatusCode();
        long bytes = rc.response().bytesWritten();
        String client = Guard.keyName(rc);
        LoggingEventBuilder line = LOG.atDebug()
                .addKeyValue("method", rc.request().method().name())
                .addKeyValue("path", rc.request().path())
                .addKeyValue("bytes", bytes)
                .addKeyValue("ms", millis)
                .addKeyValue("client", client);
        // A client that left got no status, and numbers must stay numbers for whoever searches them.
        line = answered ? line.addKeyValue("status", status) : line.addKeyValue("left", true);
        line.log(
                "{} {} {} {} B {} ms {}{}",
                rc.request().method(),
                rc.request().path(),
                answered ? status : "left",
                bytes,
                millis,
                client,
                noted(rc));
    }

    private static String noted(RoutingContext rc) {
        String note = rc.get(NOTE);
        return note == null ? "" : ", " + note;
    }
}
