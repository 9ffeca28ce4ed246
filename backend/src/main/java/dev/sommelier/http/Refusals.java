package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.validation.ValidatorException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns whatever went wrong into a problem answer, counts it, and logs what nobody foresaw: the one place for
/// all.
final class Refusals {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final Map<String, Counter> counters = new HashMap<>();
    private final Map<String, RefusalForm> forms = new HashMap<>();
    private final Linger linger;
    private final EarlyRetries retries;

    Refusals(MeterRegistry registry, Linger linger, EarlyRetries retries) {
        this.linger = linger;
        this.retries = retries;
        for (ProblemType type : ProblemType.values()) {
            counters.put(type.slug(), counter(registry, type.slug()));
        }
        for (String reason : Failure.Overloaded.REASONS) {
            counters.put(reason, counter(registry, reason));
        }
    }

    private static Counter counter(MeterRegistry registry, String reason) {
        return Counter.builder("sommelier.refusals")
                .description("Requests answered with a problem, by its type, and overloads by their reason")
                .tag("reason", reason)
                .register(registry);
    }

    /// Before the server listens.
    void under(String path, RefusalForm form) {
        forms.put(path, form);
    }

    /// Answers a request whose routing failed or found no route.
    void answer(RoutingContext rc) {
        // A client that left needs no answer, and a defect after the answer cannot take it back.
        if (!rc.response().ended() && !rc.response().closed()) {
            answer(rc.request(), problem(rc), RequestId.of(rc));
        }
    }

    /// Answers a request that is no HTTP: it never reached a route.
    void answerMalformed(HttpServerRequest request) {
        String id = RequestId.choose(null);
        request.response().putHeader(RequestId.HEADER, id);
        answer(request, malformed(request.decoderResult().cause()), id);
    }

    /// Nothing can follow on the connection: where the next request would begin is not known.
    private static Problem malformed(Throwable cause) {
        Map<String, String> close = Map.of("Connection", "close");
        return switch (cause) {
            case TooLongHttpLineException e ->
                new Problem(
                        ProblemType.URI_TOO_LONG,
                        "The request line is longer than %,d bytes. Send a shorter path and query."
                                .formatted(Listener.LONGEST_LINE),
                        close);
            case TooLongHttpHeaderException e ->
                new Problem(
                        ProblemType.HEADERS_TOO_LARGE,
                        "The headers are larger than %,d bytes. Send fewer or shorter ones."
                                .formatted(Listener.LARGEST_HEADERS),
                        close);
            default ->
                new Problem(
                        ProblemType.BAD_REQUEST,
                        "This is not well-formed HTTP: the request line or a header breaks the rules of RFC 9112, or a header"
                                + " that may come once comes twice. Send it with an HTTP library, or mend it.",
                        close);
        };
    }

    private void answer(HttpServerRequest request, Problem problem, String id) {
        count(problem);
        linger.drop(request);
        retries.refuse(request, problem, () -> send(request, problem, id));
    }

    private void send(HttpServerRequest request, Problem problem, String id) {
        Optional<RefusalForm> form = form(request.path());
        request.response()
                .setStatusCode(problem.type().status())
                .putHeader("Content-Type", form.isPresent() ? "application/json" : Problem.CONTENT_TYPE);
        problem.headers().forEach(request.response()::putHeader);
        linger.end(
                request,
                JsonAnswer.line(form.map(own -> own.write(problem.type().status(), problem.detail())
                                .toBuffer())
                        .orElseGet(() -> problem.body(id))));
    }

    /// Malformed requests may have no path.
    private Optional<RefusalForm> form(@Nullable String path) {
        return forms.entrySet().stream()
                .filter(each -> path != null && (path + "/").startsWith(each.getKey() + "/"))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /// A word that is not known counts under its type: labels must stay few, whoever makes up reasons.
    private void count(Problem problem) {
        String known = counters.containsKey(problem.reason())
                ? problem.reason()
                : problem.type().slug();
        Objects.requireNonNull(counters.get(known)).increment();
    }

    private static Problem problem(RoutingContext rc) {
        return switch (rc.failure()) {
            case null -> unrouted(rc);
            case Failure failure -> logged(rc, failure, Problem.of(failure));
            case ValidatorException e -> new Problem(ProblemType.BAD_REQUEST, String.valueOf(e.getMessage()));
            case Throwable broken when rc.statusCode() >= 500 -> logged(rc, broken, Problem.internal());
            case Throwable unclear -> unrouted(rc);
        };
    }

    private static Problem unrouted(RoutingContext rc) {
        String path = rc.request().path();
        return switch (rc.statusCode()) {
            case 404 -> new Problem(ProblemType.NOT_FOUND, "There is nothing at %s.".formatted(path));
            case 405 ->
                new Problem(
                        ProblemType.METHOD_NOT_ALLOWED,
                        "%s does not take %s. Use %s."
                                .formatted(
                                        path,
                                        rc.request().method(),
                                        rc.response().headers().get("Allow")));
            case 500 -> Problem.internal();
            default -> new Problem(ProblemType.BAD_REQUEST, "The path, the query or the Host header is malformed.");
        };
    }

    /// Leaves a trace of what nobody foresaw, once.
    static Problem logged(RoutingContext rc, Throwable failure, Problem problem) {
        if (problem.type() == ProblemType.INTERNAL) {
            RequestId.during(
                    rc,
                    () -> LOG.error(
                            "{} {} broke", rc.request().method(), rc.request().path(), failure));
        }
        return problem;
    }
}
