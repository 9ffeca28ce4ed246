package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// Reads request bodies into memory, never past the limit and never to disk.
///
/// The OpenAPI router cannot do this for photos: it refuses image parts in multipart forms and damages binary
/// ones.
public final class Uploads {

    private static final List<String> PHOTO_BODIES = List.of(BodyType.FORM, "image/*", BodyType.BYTES);
    private static final List<String> ARCHIVE_BODIES =
            List.of(BodyType.FORM, "application/zip", "application/x-zip-compressed", BodyType.BYTES);

    /// An array that grows is there twice while it is copied.
    public static final int COPIES_WHILE_READ = 2;

    /// Requests with many files may hold one part in so many of all memory for bodies: single photos have the
    /// rest.
    public static final int SHARE_OF_FILES = 2;

    private final HttpConfig config;
    private final BytesInFlight budget;
    private final BytesInFlight manyFiles;

    Uploads(HttpConfig config, BytesInFlight budget) {
        this.config = config;
        this.budget = budget;
        this.manyFiles = budget.part(config.load().maxBytesInFlight() / SHARE_OF_FILES);
    }

    /// The file that a client sends, as one file part of a multipart form or as the whole body.
    ///
    /// Call it at once when the request comes: bytes that arrive before are lost.
    ///
    /// @param field name of the form's file part
    /// @return for the caller to close; fails with [Failure.BadRequest], [Failure.TooSlow], [Failure.TooLarge],
    ///     [Failure.Overloaded] or [Failure.UnsupportedFormat]
    public Future<Upload> file(RoutingContext rc, String field) {
        return held(
                rc,
                budget,
                hold -> bytes(rc, field, hold).map(bytes -> {
                    hold.resize(bytes.length);
                    return new Upload(bytes, hold);
                }));
    }

    /// All files that a client sends in one request: as file parts of a multipart form, in their order, or one
    /// archive as the whole body. Call it at once when the request comes, as [#file].
    ///
    /// @param field name of the form's file parts
    /// @return at least one file, empty ones too, for the caller to close; fails as [#file] does
    public Future<List<SentFile>> files(RoutingContext rc, String field, FilesLimits limits) {
        return held(
                rc,
                manyFiles,
                hold -> sent(rc, field, limits, hold).map(parts -> {
                    List<SentFile> files = new ArrayList<>();
                    parts.forEach((part) -> files.add(
                            new SentFile(part.name(), new Upload(part.bytes(), hold.split(part.bytes().length)))));
                    hold.close();
                    return files;
                }));
    }

    /// Room for a file that is made from what a client sent, by unpacking for example; it counts like what came
    /// in.
    ///
    /// @param length bytes of the file, all zero until somebody fills them
    /// @return for the caller to close
    /// @throws Failure.Overloaded if too many bytes are in flight
    public Upload blank(int length) {
        BytesInFlight.Hold hold = budget.hold();
        hold.resize(length);
        return new Upload(new byte[length], hold);
    }

    /// The whole body, whatever type it is said to have; it may be empty. Call it at once when the request comes.
    ///
    /// @return for the caller to close; fails with [Failure.BadRequest], [Failure.TooSlow], [Failure.TooLarge],
    ///     [Failure.Overloaded] or, if it is compressed, [Failure.UnsupportedFormat]
    public Future<Upload> body(RoutingContext rc) {
        return held(rc, budget, hold -> {
            BodyType.of(rc.request()).refuseCompressed(List.of("a body without it"));
            return raw(rc, BodyLimits.of(config), 1, hold).map(bytes -> {
                hold.resize(bytes.length);
                return new Upload(bytes, hold);
            });
        });
    }

    /// The whole body as it comes; in memory until the request is over.
    ///
    /// @return fails with [Failure.BadRequest], [Failure.TooSlow], [Failure.TooLarge] or [Failure.Overloaded]
    Future<Buffer> whole(RoutingContext rc) {
        return held(rc, budget, hold -> {
            rc.addEndHandler(over -> hold.close());
            return raw(rc, BodyLimits.of(config), 1, hold).map(Buffer::buffer);
        });
    }

    /// Whatever fails on the way, nothing stays reserved. The end of a body comes outside the request's handlers.
    private static <T> Future<T> held(
            RoutingContext rc, BytesInFlight budget, Function<BytesInFlight.Hold, Future<T>> read) {
        BytesInFlight.Hold hold = budget.hold();
        // Starts from a future, so that what is thrown counts like what fails later.
        Future<T> body = Future.succeededFuture(hold).compose(read).onFailure(refused -> hold.close());
        return RequestId.logged(rc, body);
    }

    private Future<byte[]> bytes(RoutingContext rc, String field, BytesInFlight.Hold hold) {
        BodyType type = BodyType.of(rc.request());
        requireBody(rc.request(), type, field);
        type.refuseCompressed(PHOTO_BODIES);
        BodyLimits limits = BodyLimits.of(config);
        if (type.isForm()) {
            return form(rc, limits, hold, new FileParts(field, 1, mostBytes(rc, limits)))
                    .map(FileParts::one);
        }
        if (type.name().startsWith("image/") || type.name().equals(BodyType.BYTES)) {
            return photo(rc, field, limits, hold);
        }
        throw type.refused(PHOTO_BODIES);
    }

    private Future<List<FileParts.Part>> sent(
            RoutingContext rc, String field, FilesLimits files, BytesInFlight.Hold hold) {
        BodyType type = BodyType.of(rc.request());
        requireBody(rc.request(), type, field);
        type.refuseCompressed(ARCHIVE_BODIES);
        BodyLimits limits = files.body(config);
        if (type.isForm()) {
            return form(rc, limits, hold, new FileParts(field, files.maxFiles(), mostBytes(rc, limits)))
                    .map(FileParts::all);
        }
        if (ARCHIVE_BODIES.contains(type.name())) {
            return raw(rc, limits, COPIES_WHILE_READ, hold).map(body -> List.of(FileParts.Part.whole(body)));
        }
        throw type.refused(ARCHIVE_BODIES);
    }

    private static void requireBody(HttpServerRequest request, BodyType type, String field) {
        if (type.name().isEmpty() && !Linger.hasBody(request)) {
            throw new Failure.BadRequest(
                    "There is no file. Send the photo in the field \"%s\" of a form, or as the whole body."
                            .formatted(field));
        }
    }

    private static Future<byte[]> photo(RoutingContext rc, String field, BodyLimits limits, BytesInFlight.Hold hold) {
        return raw(rc, limits, 1, hold).map(body -> {
            if (body.length == 0) {
                throw new Failure.BadRequest(
                        "The body is empty. Send the photo as the whole body, or in the field \"%s\" of a form."
                                .formatted(field));
            }
            return body;
        });
    }

    private static long mostBytes(RoutingContext rc, BodyLimits limits) {
        long declared = Linger.declaredLength(rc.request());
        return declared >= 0 ? declared : limits.maxBytes();
    }

    private static Future<byte[]> raw(RoutingContext rc, BodyLimits limits, int copies, BytesInFlight.Hold hold) {
        Intake intake = new Intake(rc, limits, hold, copies);
        intake.reserve();
        Body body = Body.expecting(mostBytes(rc, limits));
        return intake.read(body::append).onFailure(refused -> body.drop()).map(end -> body.take());
    }

    private static Future<FileParts> form(
            RoutingContext rc, BodyLimits limits, BytesInFlight.Hold hold, FileParts parts) {
        Intake intake = new Intake(rc, limits, hold, COPIES_WHILE_READ);
        intake.reserve();
        FormBody form = new FormBody(Objects.requireNonNullElse(rc.request().getHeader("Content-Type"), ""), parts);
        return intake.read(form::append).map(end -> form.end()).onFailure(refused -> parts.drop());
    }
}
