package dev.sommelier.predict;

import dev.sommelier.image.Preprocessing;
import dev.sommelier.model.ModelCard;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/// What a model's card says beyond [CardSummary]: all of its labels, figures and origin.
final class CardDetails {
    private CardDetails() {}

    static JsonObject of(ModelCard card) {
        return new JsonObject()
                .put("labels", new JsonArray(card.labels()))
                .put("preprocessing", preprocessing(card.preprocessing()))
                .put("metrics", new JsonObject(card.metrics()))
                .put("provenance", new JsonObject(card.provenance()));
    }

    static JsonObject preprocessing(Preprocessing preprocessing) {
        return new JsonObject()
                .put("fingerprint", preprocessing.fingerprint())
                .put("width", preprocessing.width())
                .put("height", preprocessing.height())
                .put("resize", preprocessing.resize().toString())
                .put("kernel", preprocessing.kernel().toString())
                .put("mean", new JsonArray(preprocessing.mean()))
                .put("std", new JsonArray(preprocessing.std()));
    }
}
