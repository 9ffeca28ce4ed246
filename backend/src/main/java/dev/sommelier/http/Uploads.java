package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads request bodies into memory, never past the limit and never to disk.
///
/// The OpenAPI router cannot do this for photos: it refuses image parts in multipart forms and damages binary ones.
public final class Uploads {

    private static final String FORM = "multipart/form-data";
    private static final String BYTES = "application/octet-stream";

    /// What of a client's words is repeated to it.
    private static final Pattern SHORT_TYPE = Pattern.compile("[a-z0-9.+*-]{1,40}/[a-z0-9.+*-]{1,60}");

    /// A client may declare a large body and send little: memory grows with what arrives.
    private static final long FIRST_CAPACITY = 64 * 1024;

    private final long maxBytes;
    private final Duration longest;

    public Uploads(HttpConfig config) {
        maxBytes = config.maxBodyBytes();
        longest = config.bodyTimeout();
    }

    /// The file that a client sends, as one file part of a multipart form or as the whole body.
    ///
    /// Call it at once when the request comes: bytes that arrive before are lost.
    ///
    /// @param field name of the form's file part
    /// @return fails with [Failure.BadRequest], [Failure.TooSlow], [Failure.TooLarge] or
    ///     [Failure.UnsupportedFormat]
    public Future<byte[]> file(RoutingContext rc, String field) {
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
            return form(rc, field);
        }
        if (type.startsWith("image/") || type.equals(BYTES)) {
            return raw(rc, field);
        }
        return Future.failedFuture(new Failure.UnsupportedFormat(described(type), List.of(FORM, "image/*", BYTES)));
    }

    /// The whole body as it comes.
    ///
    /// @return fails with [Failure.BadRequest], [Failure.TooSlow] or [Failure.TooLarge]
    Future<Buffer> whole(RoutingContext rc) {
        long declared = Linger.declaredLength(rc.request());
        Buffer body = Buffer.buffer((int) Math.clamp(declared, 0, FIRST_CAPACITY));
        return new Intake(rc, maxBytes).read(longest, body::appendBuffer).map(body);
    }

    private Future<byte[]> raw(RoutingContext rc, String field) {
        return whole(rc).map(body -> {
            if (body.length() == 0) {
                throw new Failure.BadRequest(
                        "The body is empty. Send the photo as the whole body, or in the field \"%s\" of a form."
                                .formatted(field));
            }
            return body.getBytes();
        });
    }

    private Future<byte[]> form(RoutingContext rc, String field) {
        HttpServerRequest request = rc.request();
        FilePart part = new FilePart(field);
        Intake intake = new Intake(rc, maxBytes);
        try {
            request.setExpectMultipart(true).uploadHandler(part::begin);
        } catch (RuntimeException e) {
            // The decoder throws several types here, all for the same reason.
            return Future.failedFuture(
                    new Failure.BadRequest("The Content-Type of the form is malformed: it needs a boundary."));
        }
        return intake.read(longest, piece -> {})
                .onFailure(refused -> part.drop())
                .map(end -> part.bytes(request.formAttributes()));
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
