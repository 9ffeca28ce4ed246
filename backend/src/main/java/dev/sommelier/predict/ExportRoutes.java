package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import dev.sommelier.http.Operations;
import dev.sommelier.http.Routes;
import dev.sommelier.inference.ExportFormat;
import dev.sommelier.inference.Exports;
import dev.sommelier.model.Bundle;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;

/// A model as a file for other programs, `GET /models/{version}/export?format=onnx`. Only for who manages the
/// service: whoever has the file has the whole model, and making it takes seconds of a processor.
public final class ExportRoutes implements Routes {
    /// Files on their way out: a slow link takes minutes.
    private static final int MOST_SENT = 4;

    private final ModelSwap swap;
    private final Exports exports;
    private final Semaphore making = new Semaphore(1);
    private final Semaphore sending = new Semaphore(MOST_SENT);

    /// @param name under which it is handed out
    private record Made(Path file, long bytes, String name) {}

    public ExportRoutes(ModelSwap swap, Exports exports) {
        this.swap = swap;
        this.exports = exports;
    }

    @Override
    public void addTo(Operations operations) {
        operations.answerUnchecked("exportModel", this::export);
    }

    private void export(RoutingContext rc) {
        String version = Objects.requireNonNull(rc.pathParam("version"), "the route has it");
        ExportFormat format = format(rc.queryParam("format"));
        OnEventLoop.of(rc)
                .back(rc.vertx().executeBlocking(() -> made(version, format), false))
                .compose(made -> sent(rc, Objects.requireNonNull(made)))
                .onFailure(cause -> refuse(rc, cause));
    }

    /// A client that leaves while the file is on its way needs no answer.
    private static void refuse(RoutingContext rc, Throwable cause) {
        if (!rc.response().headWritten() && !rc.response().closed()) {
            rc.fail(cause);
        }
    }

    private static ExportFormat format(List<String> wanted) {
        if (wanted.size() != 1) {
            throw new Failure.BadRequest(
                    "Say once in the query which format is wanted: format=%s.".formatted(ExportFormat.names()));
        }
        return ExportFormat.named(wanted.getFirst())
                .orElseThrow(() -> new Failure.BadRequest(
                        "There is no such format. Ask for one of %s.".formatted(ExportFormat.names())));
    }

    /// One at a time: each takes memory for the weights a few times over.
    private Made made(String version, ExportFormat format) throws IOException {
        requireSuited(version, format);
        if (!making.tryAcquire()) {
            throw new Failure.Conflict("Another file is being made. Wait until that is over, then ask again.");
        }
        try {
            Bundle bundle = swap.shelf().open(version);
            Path file = exports.file(bundle, format);
            return new Made(file, Files.size(file), format.fileName(bundle.card()));
        } finally {
            making.release();
        }
    }

    private void requireSuited(String version, ExportFormat format) {
        if (!format.suits(swap.shelf().stated(version).card())) {
            throw new Failure.NotFound(
                    "Version %s cannot be had in this format: its card states no int8 ranges. Ask for another, or train it again."
                            .formatted(version));
        }
    }

    private Future<Void> sent(RoutingContext rc, Made made) {
        HttpServerResponse response = rc.response();
        if (response.closed()) {
            return Future.succeededFuture();
        }
        if (HttpMethod.HEAD.equals(rc.request().method())) {
            return headed(response, made).end();
        }
        if (!sending.tryAcquire()) {
            throw new Failure.Overloaded(
                    "exports-in-flight",
                    "%d files are on their way already. Wait until one is through.".formatted(MOST_SENT),
                    Duration.ofSeconds(10));
        }
        return headed(response, made).sendFile(made.file().toString()).onComplete(over -> sending.release());
    }

    private static HttpServerResponse headed(HttpServerResponse response, Made made) {
        return response.putHeader("Content-Type", "application/octet-stream")
                .putHeader("Content-Disposition", "attachment; filename=\"%s\"".formatted(made.name()))
                .putHeader("Content-Length", Long.toString(made.bytes()))
                .putHeader("X-Content-Type-Options", "nosniff");
    }
}
