package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads request bodies into memory, never past the limit and never to disk.
///
/// The OpenAPI router cannot do this for photos: it refuses image parts in multipart forms and damages binary ones.
public final class Uploads {

    private static final String FORM = "multipart/form-data";
    private static final String BYTES = "application/octet-stream";

    /// What of a client's words is repeated to it.
    private static final Pattern SHORT_TYPE = Pattern.compile("[a-z0-9.+*-]{1,40}/[a-z0-9.+*-]{1,60}");

    /// While a form is read, its decoder keeps what it has decoded, next to the file.
    static final int COPIES_OF_A_FORM = 2;

    private final HttpConfig config;
    private final BytesInFlight budget;

    Uploads(HttpConfig config, BytesInFlight budget) {
        this.config = config;
        this.budget = budget;
    }

    /// The file that a client sends, as one file part of a multipart form or as the whole body.
    ///
    /// Call it at once when the request comes: bytes that arrive before are lost.
    ///
    /// @param field name of the form's file part
    /// @return for the caller to close; fails with [Failure.BadRequest], [Failure.TooSlow], [Failure.TooLarge],
    ///     [Failure.Overloaded] or [Failure.UnsupportedFormat]
    public Future<Upload> file(RoutingContext rc, String field) {
        return held(hold -> file(rc, field, hold));
    }

    /// The whole body, whatever type it is said to have; it may be empty. Call it at once when the request comes.
    ///
    /// @return for the caller to close; fails with [Failure.BadRequest], [Failure.TooSlow], [Failure.TooLarge],
    ///     [Failure.Overloaded] or, if it is compressed, [Failure.UnsupportedFormat]
    public Future<Upload> body(RoutingContext rc) {
        if (isCompressed(rc.request())) {
            return Future.failedFuture(
                    new Failure.UnsupportedFormat("A body with a Content-Encoding", List.of("a body without it")));
        }
        return held(hold -> raw(rc, hold).map(bytes -> {
            hold.resize(bytes.length);
            return new Upload(bytes, hold);
        }));
    }

    /// The whole body as it comes; in memory until the request is over.
    ///
    /// @return fails with [Failure.BadRequest], [Failure.TooSlow], [Failure.TooLarge] or [Failure.Overloaded]
    Future<Buffer> whole(RoutingContext rc) {
        return held(hold -> {
            rc.addEndHandler(over -> hold.close());
            return raw(rc, hold).map(Buffer::buffer);
        });
    }

    /// Whatever fails on the way, nothing stays reserved.
    private <T> Future<T> held(Function<BytesInFlight.Hold, Future<T>> read) {
        BytesInFlight.Hold hold = budget.hold();
        // Starts from a future, so that what is thrown counts like what fails later.
        return Future.succeededFuture(hold).compose(read).onFailure(refused -> hold.close());
    }

    private Future<Upload> file(RoutingContext rc, String field, BytesInFlight.Hold hold) {
        return bytes(rc, field, hold).map(bytes -> {
            hold.resize(bytes.length);
            return new Upload(bytes, hold);
        });
    }

    private Future<byte[]> bytes(RoutingContext rc, String field, BytesInFlight.Hold hold) {
        HttpServerRequest request = rc.request();
        String type = mediaType(request);
        if (type.isEmpty() && !Linger.hasBody(request)) {
            return Future.failedFuture(new Failure.BadRequest(
                    "There is no file. Send the photo in the field \"%s\" of a form, or as the whole body."
                            .formatted(field)));
        }
        if (isCompressed(request)) {
            // Never unpacked: a few kilobytes can unpack to gigabytes, and photos are compressed already.
            return Future.failedFuture(new Failure.UnsupportedFormat(
                    "A body with a Content-Encoding", List.of(FORM, "image/*", BYTES + " without it")));
        }
        if (type.equals(FORM)) {
            return form(rc, field, hold);
        }
        if (type.startsWith("image/") || type.equals(BYTES)) {
            return photo(rc, field, hold);
        }
        return Future.failedFuture(new Failure.UnsupportedFormat(described(type), List.of(FORM, "image/*", BYTES)));
    }

    private Future<byte[]> photo(RoutingContext rc, String field, BytesInFlight.Hold hold) {
        return raw(rc, hold).map(body -> {
            if (body.length == 0) {
                throw new Failure.BadRequest(
                        "The body is empty. Send the photo as the whole body, or in the field \"%s\" of a form."
                                .formatted(field));
            }
            return body;
        });
    }

    private Future<byte[]> raw(RoutingContext rc, BytesInFlight.Hold hold) {
        Intake intake = new Intake(rc, config, hold, 1);
        intake.reserve();
        Body body = new Body(intake.most());
        return intake.read(body::append).onFailure(refused -> body.drop()).map(end -> body.take());
    }

    private Future<byte[]> form(RoutingContext rc, String field, BytesInFlight.Hold hold) {
        HttpServerRequest request = rc.request();
        Intake intake = new Intake(rc, config, hold, COPIES_OF_A_FORM);
        intake.reserve();
        Body file = new Body(intake.most());
        FilePart part = new FilePart(field, file);
        try {
            request.setExpectMultipart(true).uploadHandler(part::begin);
        } catch (RuntimeException e) {
            // The decoder throws several types here, all for the same reason.
            return Future.failedFuture(
                    new Failure.BadRequest("The Content-Type of the form is malformed: it needs a boundary."));
        }
        return intake.read(piece -> {})
                .onFailure(refused -> drop(request, file))
                .map(end -> part.bytes(request.formAttributes()));
    }

    /// The form may still be streaming: nothing of it is kept any more, by its decoder neither.
    private static void drop(HttpServerRequest request, Body file) {
        file.drop();
        if (!request.isEnded()) {
            request.setExpectMultipart(false);
        }
    }

    private static String described(String type) {
        if (type.isEmpty()) {
            return "A body without a Content-Type";
        }
        return SHORT_TYPE.matcher(type).matches() ? "A body of type " + type : "A body of this Content-Type";
    }

    private static boolean isCompressed(HttpServerRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }

    private static String mediaType(HttpServerRequest request) {
        String header = request.getHeader("Content-Type");
        return header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }
}
