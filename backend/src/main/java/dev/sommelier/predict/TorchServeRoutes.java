package dev.sommelier.predict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sommelier.failure.Failure;
import dev.sommelier.http.JsonAnswer;
import dev.sommelier.http.Operations;
import dev.sommelier.http.Readiness;
import dev.sommelier.http.Routes;
import dev.sommelier.http.Upload;
import dev.sommelier.http.Uploads;
import dev.sommelier.inference.Classification;
import dev.sommelier.inference.Classifier;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/// TorchServe's inference interface, as its image classifier answers it: a photo in, the five most probable
/// classes out.
///
/// @see <a href="https://docs.pytorch.org/serve/inference_api.html">TorchServe, inference API</a>
public final class TorchServeRoutes implements Routes {

    /// TorchServe takes `body` too, but only `data` is in its documentation.
    private static final String FIELD = "data";

    /// As many as TorchServe's image classifier gives.
    private static final int TOP = 5;

    private final Classifier classifier;
    private final Predictor predictor;
    private final Readiness readiness;
    private final JsonFactory json = new JsonFactory();

    public TorchServeRoutes(Classifier classifier, Predictor predictor, Readiness readiness) {
        this.classifier = classifier;
        this.predictor = predictor;
        this.readiness = readiness;
    }

    @Override
    public void addTo(Operations operations) {
        Uploads uploads = operations.uploads();
        for (String id : List.of("torchPredict", "torchPut", "torchPredictVersion", "torchPutVersion")) {
            operations.answerUnchecked(id, rc -> predict(rc, uploads));
        }
        operations.answer("torchPing", this::ping);
        operations.refuse("/predictions", TorchServeRoutes::refusal);
        operations.refuse("/ping", TorchServeRoutes::refusal);
    }

    private void ping(RoutingContext rc) {
        boolean up = readiness.status() == Readiness.Status.UP;
        rc.response().setStatusCode(up ? 200 : 503);
        JsonAnswer.send(rc, new JsonObject().put("status", up ? "Healthy" : "Unhealthy"));
    }

    private void predict(RoutingContext rc, Uploads uploads) {
        AskedModel asked = AskedModel.of(rc);
        asked.require(classifier.card());
        Patience patience = Patience.of(rc.request());
        OnEventLoop back = OnEventLoop.of(rc);
        predictor.requireRoom(patience);
        Future<Classification> result =
                photo(rc, uploads).compose(photo -> predictor.classify(photo, patience, rc.response()::closed));
        back.answer(result, classification -> {
            asked.require(classification.model());
            rc.response().putHeader("Content-Type", "application/json");
            return write(classification);
        });
    }

    private static Future<Upload> photo(RoutingContext rc, Uploads uploads) {
        return isForm(rc.request()) ? uploads.file(rc, FIELD) : uploads.body(rc).map(TorchServeRoutes::requireBytes);
    }

    private static boolean isForm(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    private static Upload requireBytes(Upload photo) {
        if (photo.bytes().length == 0) {
            photo.close();
            throw new Failure.BadRequest(
                    "The body is empty. Send the photo as the whole body, or in the field \"%s\" of a form."
                            .formatted(FIELD));
        }
        return photo;
    }

    private Buffer write(Classification classification) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            for (int i : Ranking.of(classification.probabilities(), TOP)) {
                out.writeNumberField(
                        classification.model().labels().get(i), classification.probabilities()[i]);
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return JsonAnswer.line(Buffer.buffer(bytes.toByteArray()));
    }

    /// @see <a href="https://docs.pytorch.org/serve/rest_api.html">TorchServe's errors</a>
    private static JsonObject refusal(int status, String detail) {
        return new JsonObject()
                .put("code", status)
                .put("type", exception(status))
                .put("message", detail);
    }

    private static String exception(int status) {
        return switch (status) {
            case 401 -> "InvalidKeyException";
            case 404 -> "ModelNotFoundException";
            case 405 -> "MethodNotAllowedException";
            case 408 -> "RequestTimeoutException";
            case 429, 503 -> "ServiceUnavailableException";
            default -> status < 500 ? "BadRequestException" : "InternalServerException";
        };
    }
}
