package dev.sommelier.predict;

import dev.sommelier.http.JsonAnswer;
import dev.sommelier.http.Operations;
import dev.sommelier.http.Routes;
import dev.sommelier.inference.Exports;
import dev.sommelier.model.ModelCard;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Which models there are, `GET /models` and `GET /models/{version}`, and which is to answer,
/// `POST /models/{version}/activate`.
public final class SwapRoutes implements Routes {
    private final ModelSwap swap;
    private final VersionList list;
    private @Nullable Future<JsonObject> listing;

    public SwapRoutes(ModelSwap swap, Exports exports) {
        this.swap = swap;
        this.list = new VersionList(swap, exports);
    }

    @Override
    public void addTo(Operations operations) {
        operations.answer("models", rc -> answer(rc, listing(rc.vertx())));
        // Unchecked: the router would take "-1" for a number, and refuse it as such.
        operations.answerUnchecked("model", this::model);
        operations.answerUnchecked("activateModel", this::activate);
    }

    private void model(RoutingContext rc) {
        String version = version(rc);
        answer(rc, work(rc.vertx(), () -> list.one(version)));
    }

    private void activate(RoutingContext rc) {
        String version = version(rc);
        answer(rc, work(rc.vertx(), () -> json(swap.activate(version))));
    }

    private static String version(RoutingContext rc) {
        return Objects.requireNonNull(rc.pathParam("version"), "the route has it");
    }

    /// Of many who ask at the same time, one has the files read.
    private synchronized Future<JsonObject> listing(Vertx vertx) {
        if (listing == null || listing.isComplete()) {
            listing = work(vertx, list::all);
        }
        return listing;
    }

    private static Future<JsonObject> work(Vertx vertx, Callable<JsonObject> reading) {
        return vertx.executeBlocking(reading, false).map(body -> Objects.requireNonNull(body));
    }

    private static void answer(RoutingContext rc, Future<JsonObject> body) {
        OnEventLoop.of(rc).answer(body, json -> {
            rc.response().putHeader("Content-Type", "application/json");
            return JsonAnswer.text(json);
        });
    }

    private static JsonObject json(Activation activation) {
        return new JsonObject()
                .put("model", named(activation.now()))
                .put("previous", named(activation.before()))
                .put("changed", activation.changed());
    }

    private static JsonObject named(ModelCard card) {
        return new JsonObject().put("name", card.name()).put("version", card.version());
    }
}
