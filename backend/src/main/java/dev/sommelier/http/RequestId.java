package dev.sommelier.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.ext.web.RoutingContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// Gives each request an id that its answer, its problem and the log share.
public final class RequestId implements Handler<RoutingContext> {

    static final String HEADER = "X-Request-Id";

    /// The log's name for it.
    static final String LOGGED = "request_id";

    private static final String KEY = "request-id";

    /// Nothing that could break a log line, a header or a shell.
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    RequestId() {}

    /// The id of this request: the client's own where it sent a sane one.
    public static String of(RoutingContext rc) {
        String id = rc.get(KEY);
        return id == null ? remember(rc) : id;
    }

    @Override
    public void handle(RoutingContext rc) {
        during(rc, rc::next);
    }

    /// Does something for a request on this thread: what is logged meanwhile carries its id.
    static void during(RoutingContext rc, Runnable work) {
        String before = MDC.get(LOGGED);
        MDC.put(LOGGED, of(rc));
        try {
            work.run();
        } finally {
            restore(before);
        }
    }

    private static void restore(@Nullable String before) {
        if (before == null) {
            MDC.remove(LOGGED);
        } else {
            MDC.put(LOGGED, before);
        }
    }

    /// The same result, whose followers log under the id of the request, on whatever thread it comes.
    static <T> Future<T> logged(RoutingContext rc, Future<T> result) {
        Promise<T> told = Promise.promise();
        result.onComplete((value, failure) -> during(rc, () -> told.complete(value, failure)));
        return told.future();
    }

    static String choose(@Nullable String wanted) {
        if (wanted != null && SANE.matcher(wanted).matches()) {
            return wanted;
        }
        // It tells requests apart and guards nothing, so a fast generator will do.
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    private static String remember(RoutingContext rc) {
        String id = choose(rc.request().getHeader(HEADER));
        rc.put(KEY, id);
        rc.response().putHeader(HEADER, id);
        return id;
    }
}
