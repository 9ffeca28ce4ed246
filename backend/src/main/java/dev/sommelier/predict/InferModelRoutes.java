package dev.sommelier.predict;

import dev.sommelier.http.JsonAnswer;
import dev.sommelier.http.Operations;
import dev.sommelier.http.Readiness;
import dev.sommelier.http.Routes;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.inference.Classifier;
import dev.sommelier.model.ModelCard;
import dev.sommelier.predict.WantedOutput.Name;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/// What the Open Inference Protocol tells of a server and its model besides inference: health and metadata.
public final class InferModelRoutes implements Routes {

    /// A batch of any size.
    private static final int ANY = -1;

    private final Classifier classifier;
    private final Readiness readiness;
    private final String version;

    /// @param version of this program
    public InferModelRoutes(Classifier classifier, Readiness readiness, String version) {
        this.classifier = classifier;
        this.readiness = readiness;
        this.version = version;
    }

    @Override
    public void addTo(Operations operations) {
        operations.answer("inferServer", this::server);
        operations.answer("inferLive", rc -> JsonAnswer.send(rc, new JsonObject().put("live", true)));
        operations.answer("inferReady", rc -> ready(rc, new JsonObject()));
        operations.answer("inferModel", this::model);
        operations.answer("inferModelVersion", this::model);
        operations.answer("inferModelReady", this::modelReady);
        operations.answer("inferModelVersionReady", this::modelReady);
    }

    private void server(RoutingContext rc) {
        JsonAnswer.send(
                rc,
                new JsonObject()
                        .put("name", "sommelier")
                        .put("version", version)
                        .put(
                                "extensions",
                                new JsonArray().add("binary_tensor_data").add("classification")));
    }

    private void modelReady(RoutingContext rc) {
        ModelCard card = classifier.card();
        AskedModel.of(rc).require(card);
        ready(rc, new JsonObject().put("name", card.name()));
    }

    private void ready(RoutingContext rc, JsonObject body) {
        boolean up = readiness.status() == Readiness.Status.UP;
        rc.response().setStatusCode(up ? 200 : 503);
        JsonAnswer.send(rc, body.put("ready", up));
    }

    private void model(RoutingContext rc) {
        Classifier now = classifier.now();
        ModelCard card = now.card();
        AskedModel.of(rc).require(card);
        Preprocessing picture = card.preprocessing();
        JsonAnswer.send(
                rc,
                new JsonObject()
                        .put("name", card.name())
                        .put("versions", new JsonArray().add(card.version()))
                        .put("platform", platform(now.engine()))
                        .put(
                                "inputs",
                                new JsonArray()
                                        .add(tensor(
                                                InferInput.TENSOR,
                                                "FP32",
                                                List.of(ANY, 3, picture.height(), picture.width())))
                                        .add(tensor(InferInput.PHOTOS, "BYTES", List.of(ANY))))
                        .put(
                                "outputs",
                                new JsonArray()
                                        .add(tensor(
                                                Name.PROBABILITIES.toString(),
                                                "FP32",
                                                List.of(ANY, card.labels().size())))
                                        .add(tensor(Name.LABEL.toString(), "BYTES", List.of(ANY)))));
    }

    /// The protocol's words for engine and format.
    private static String platform(String engine) {
        return switch (engine) {
            case "onnxruntime" -> "onnx_onnxv1";
            case "pytorch" -> "pytorch_torchscript";
            default -> engine;
        };
    }

    private static JsonObject tensor(String name, String datatype, List<Integer> shape) {
        return new JsonObject().put("name", name).put("datatype", datatype).put("shape", new JsonArray(shape));
    }
}
