package dev.sommelier.predict;

import dev.sommelier.http.JsonAnswer;
import dev.sommelier.http.Operations;
import dev.sommelier.http.Readiness;
import dev.sommelier.http.Routes;
import dev.sommelier.inference.Classifier;
import dev.sommelier.model.ModelCard;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/// What is being served: `GET /models/current` in full, `GET /health` in short.
public final class ModelRoutes implements Routes {

    private final Classifier classifier;
    private final Readiness readiness;

    public ModelRoutes(Classifier classifier, Readiness readiness) {
        this.classifier = classifier;
        this.readiness = readiness;
    }

    @Override
    public void addTo(Operations operations) {
        operations.answer("currentModel", this::model);
        operations.answer("health", this::health);
    }

    private void model(RoutingContext rc) {
        Classifier now = classifier.now();
        ModelCard card = now.card();
        JsonAnswer.send(
                rc,
                named(card)
                        .put("architecture", card.architecture())
                        .put("preprocessing", CardDetails.preprocessing(card.preprocessing()))
                        .put(
                                "calibration",
                                new JsonObject()
                                        .put("temperature", card.calibration().temperature()))
                        .put("metrics", new JsonObject(card.metrics()))
                        .put("provenance", new JsonObject(card.provenance()))
                        .put("engine", now.engine())
                        .put("precision", now.precision())
                        .put("device", now.device()));
    }

    private void health(RoutingContext rc) {
        Readiness.Status status = readiness.status();
        JsonObject model = named(classifier.card()).put("loaded", classifier.ready());
        rc.response().setStatusCode(status == Readiness.Status.UP ? 200 : 503);
        JsonAnswer.send(rc, new JsonObject().put("status", status.toString()).put("model", model));
    }

    private static JsonObject named(ModelCard card) {
        return new JsonObject()
                .put("name", card.name())
                .put("version", card.version())
                .put("labels", new JsonArray(card.labels()));
    }
}
