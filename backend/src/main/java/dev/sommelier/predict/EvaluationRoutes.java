package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import dev.sommelier.http.Operations;
import dev.sommelier.http.Routes;
import dev.sommelier.model.StatedModel;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.concurrent.Callable;

/// How a model did before it was published, `GET /models/{version}/evaluation`: for programs as it stands in the
/// bundle, for people as a page.
public final class EvaluationRoutes implements Routes {
    private static final String HTML = "text/html";
    private static final String JSON = "application/json";

    /// The page needs its own styles and nothing else, and what a bundle brings can do nothing.
    private static final String NOTHING_ELSE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    private final ModelSwap swap;
    private final EvaluationPages pages;

    public EvaluationRoutes(ModelSwap swap, EvaluationPages pages) {
        this.swap = swap;
        this.pages = pages;
    }

    @Override
    public void addTo(Operations operations) {
        operations.answerUnchecked("modelEvaluation", this::evaluation);
    }

    private void evaluation(RoutingContext rc) {
        String version = Objects.requireNonNull(rc.pathParam("version"), "the route has it");
        boolean page = prefersPage(rc);
        Callable<Buffer> reading = () -> page ? page(version) : Buffer.buffer(evaluation(version));
        OnEventLoop.of(rc).answer(rc.vertx().executeBlocking(reading, false), body -> {
            headers(rc.response(), page);
            return Objects.requireNonNull(body);
        });
    }

    private static void headers(HttpServerResponse response, boolean page) {
        response.putHeader("Vary", "Accept").putHeader("X-Content-Type-Options", "nosniff");
        if (page) {
            response.putHeader("Content-Type", HTML + "; charset=utf-8")
                    .putHeader("Content-Security-Policy", NOTHING_ELSE)
                    .putHeader("Referrer-Policy", "no-referrer");
        } else {
            response.putHeader("Content-Type", JSON);
        }
    }

    /// What the client likes better; JSON where it likes both alike or neither.
    private static boolean prefersPage(RoutingContext rc) {
        return rc.parsedHeaders().accept().stream()
                .map(EvaluationRoutes::named)
                .filter(type -> type.equals(HTML) || type.equals(JSON) || type.startsWith("*"))
                .findFirst()
                .filter(HTML::equals)
                .isPresent();
    }

    private static String named(MIMEHeader accepted) {
        return accepted.component() + "/" + accepted.subComponent();
    }

    private Buffer page(String version) {
        StatedModel model = swap.shelf().stated(version);
        String title = "%s %s".formatted(model.card().name(), model.card().version());
        try {
            return Buffer.buffer(pages.page(title, evaluation(version)));
        } catch (IllegalArgumentException e) {
            throw new Failure.NotFound(
                    "The evaluation of version %s is not one that this program can show. Ask for it as %s."
                            .formatted(model.card().version(), JSON));
        }
    }

    private byte[] evaluation(String version) {
        StatedModel model = swap.shelf().stated(version);
        try {
            return model.evaluation()
                    .orElseThrow(() -> new Failure.NotFound("Version %s was published without an evaluation."
                            .formatted(model.card().version())));
        } catch (Failure.BadBundle e) {
            throw new Failure.ModelRefused(
                    "Version %s: %s".formatted(model.card().version(), Refused.reason(model.folder(), e)));
        }
    }
}
