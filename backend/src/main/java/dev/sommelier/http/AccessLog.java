package dev.sommelier.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One line for each request, at DEBUG: metrics count them for less, and a busy server must not be slowed by its log.
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
            rc.addEndHandler(end -> write(rc, start, end.succeeded()));
        }
        rc.next();
    }

    private static void write(RoutingContext rc, long start, boolean answered) {
        LOG.debug(
                "{} {} {} {} {} ms {}{}",
                RequestId.of(rc),
                rc.request().method(),
                rc.request().path(),
                answered ? rc.response().getStatusCode() : "left",
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start),
                Guard.keyName(rc),
                noted(rc));
    }

    private static String noted(RoutingContext rc) {
        String note = rc.get(NOTE);
        return note == null ? "" : ", " + note;
    }
}
