package dev.sommelier.http;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Every way in which a request can be refused. The slug is stable: clients match on it.
enum ProblemType {
    BAD_REQUEST(
            "bad-request",
            400,
            "The request is not right",
            "A part of the request is missing, empty or malformed. The detail names it; mend it and send again."),
    UNAUTHORIZED(
            "unauthorized",
            401,
            "A key is needed",
            "Send a key that this service knows as 'Authorization: Bearer KEY' or as 'X-API-Key: KEY'."),
    FORBIDDEN(
            "forbidden",
            403,
            "The key may not do this",
            "Use a key of the role that the detail names; whoever runs the service gives them out."),
    NOT_FOUND("not-found", 404, "There is nothing at this path", "Compare the path with /openapi.yaml."),
    UNKNOWN_VERSION("unknown-version", 404, "There is no such version", "Take one of those that GET /models lists."),
    METHOD_NOT_ALLOWED(
            "method-not-allowed",
            405,
            "The path does not take this method",
            "Use one of the methods in the Allow header."),
    REQUEST_TIMEOUT(
            "request-timeout",
            408,
            "The body took too long to arrive",
            "Send a smaller file or use a faster link. The connection is closed: open a new one."),
    CONFLICT(
            "conflict",
            409,
            "Something stands in the way",
            "The detail says what. Mend it, or wait until it is over, and send the request again."),
    TOO_LARGE(
            "too-large", 413, "That is too large", "Send fewer bytes or a smaller picture; the detail has the limit."),
    URI_TOO_LONG(
            "uri-too-long",
            414,
            "The request line is too long",
            "Send a shorter path and query; the detail has the limit."),
    UNSUPPORTED_FORMAT(
            "unsupported-format",
            415,
            "This format is not read here",
            "Convert the photo, or send the body in one of the ways that the detail lists."),
    UNREADABLE_IMAGE(
            "unreadable-image",
            422,
            "The image cannot be read",
            "The file is cut off, damaged or no image. Open it in a viewer, save it anew and send it again."),
    UNREADABLE_ARCHIVE(
            "unreadable-archive",
            422,
            "The zip cannot be read",
            "The file is cut off, damaged or no zip. Pack the photos anew, without a password, and send it again."),
    MODEL_REFUSED(
            "model-refused",
            422,
            "This version cannot be served",
            "What was served goes on. The detail has the file and the reason: publish the model again as a new version."),
    RATE_LIMITED(
            "rate-limited",
            429,
            "Too many requests from this client",
            "Wait for the seconds in the Retry-After header, then send fewer requests at once."),
    HEADERS_TOO_LARGE(
            "headers-too-large",
            431,
            "The headers are too large",
            "Send fewer or shorter headers; the detail has the limit."),
    INTERNAL(
            "internal",
            500,
            "Something broke here",
            "The fault is not in the request. Report the request id: the log has more under it."),
    OVERLOADED(
            "overloaded",
            503,
            "The service cannot take this now",
            "Wait for the seconds in the Retry-After header and send the same request again.");

    private final String slug;
    private final int status;
    private final String title;
    private final String remedy;

    ProblemType(String slug, int status, String title, String remedy) {
        this.slug = slug;
        this.status = status;
        this.title = title;
        this.remedy = remedy;
    }

    static Optional<ProblemType> named(@Nullable String slug) {
        return Arrays.stream(values()).filter(t -> t.slug.equals(slug)).findFirst();
    }

    String slug() {
        return slug;
    }

    String uri() {
        return "/problems/" + slug;
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }

    /// What a person can do about it, whatever the single case is.
    String remedy() {
        return remedy;
    }
}
