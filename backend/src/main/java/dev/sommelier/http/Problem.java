package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;

/// Why a request is refused.
///
/// @param reason the word that it is counted under: the type's slug, or why the service is overloaded
/// @param detail one sentence about this very case that a person can act on
/// @param headers what the client's machine needs to know besides, for example `Retry-After`
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details for HTTP APIs</a>
record Problem(ProblemType type, String reason, String detail, Map<String, String> headers) {

    static final String CONTENT_TYPE = "application/problem+json";

    Problem(ProblemType type, String detail) {
        this(type, detail, Map.of());
    }

    Problem(ProblemType type, String detail, Map<String, String> headers) {
        this(type, type.slug(), detail, headers);
    }

    static Problem of(Failure failure) {
        String detail = String.valueOf(failure.getMessage());
        return switch (failure) {
            case Failure.BadRequest f -> new Problem(ProblemType.BAD_REQUEST, detail);
            case Failure.NotFound f -> new Problem(ProblemType.NOT_FOUND, detail);
            // The rest of the body may still be on its way, so nothing can follow it on this connection.
            case Failure.TooSlow f -> new Problem(ProblemType.REQUEST_TIMEOUT, detail, Map.of("Connection", "close"));
            case Failure.UnsupportedFormat f -> new Problem(ProblemType.UNSUPPORTED_FORMAT, detail);
            case Failure.UnreadableImage f -> new Problem(ProblemType.UNREADABLE_IMAGE, detail);
            case Failure.UnreadableArchive f -> new Problem(ProblemType.UNREADABLE_ARCHIVE, detail);
            case Failure.TooLarge f -> new Problem(ProblemType.TOO_LARGE, detail);
            case Failure.Overloaded f -> new Problem(ProblemType.OVERLOADED, f.reason(), detail, overloadHeaders(f));
            case Failure.RateLimited f -> new Problem(ProblemType.RATE_LIMITED, detail, retryAfter(f.retryAfter()));
            case Failure.Unauthorized f ->
                new Problem(ProblemType.UNAUTHORIZED, detail, Map.of("WWW-Authenticate", "Bearer"));
            case Failure.Forbidden f -> new Problem(ProblemType.FORBIDDEN, detail);
            case Failure.UnknownVersion f -> new Problem(ProblemType.UNKNOWN_VERSION, detail);
            case Failure.ModelRefused f -> new Problem(ProblemType.MODEL_REFUSED, detail);
            case Failure.Conflict f -> new Problem(ProblemType.CONFLICT, detail);
            // These are about the operator's files and settings, of which a client must learn nothing.
            case Failure.BadBundle f -> internal();
            case Failure.BadDataset f -> internal();
            case Failure.BadConfig f -> internal();
            case Failure.CannotStart f -> internal();
        };
    }

    /// Says nothing of the inside: what broke is in the log, under the request id.
    static Problem internal() {
        return new Problem(
                ProblemType.INTERNAL,
                "Something broke here that is not your request's fault. Report the request id if it happens again.");
    }

    /// Seconds until the client may come back on its connection; 0 where nothing is said, or nothing can follow there.
    long retryAfter() {
        return headers.containsKey("Connection") ? 0 : Long.parseLong(headers.getOrDefault("Retry-After", "0"));
    }

    Buffer body(String requestId) {
        return new JsonObject()
                .put("type", type.uri())
                .put("title", type.title())
                .put("status", type.status())
                .put("detail", detail)
                .put("request_id", requestId)
                .toBuffer();
    }

    private static Map<String, String> overloadHeaders(Failure.Overloaded failure) {
        String seconds = seconds(failure.retryAfter());
        return failure.reason().equals(InFlight.DRAINING)
                ? Map.of("Retry-After", seconds, "Connection", "close")
                : Map.of("Retry-After", seconds);
    }

    private static Map<String, String> retryAfter(Duration wait) {
        return Map.of("Retry-After", seconds(wait));
    }

    /// Whole seconds, rounded up: who comes back at that moment must not be too early.
    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
    }
}
