package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import dev.sommelier.http.JsonAnswer;
import dev.sommelier.http.Operations;
import dev.sommelier.http.Routes;
import dev.sommelier.http.Upload;
import dev.sommelier.http.Uploads;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.inference.Classification;
import dev.sommelier.inference.Classifier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Inference by the Open Inference Protocol (KServe's V2), as clients of KServe and Triton speak it: photos or
/// tensors in, probabilities and labels out.
///
/// @see <a href="https://github.com/kserve/open-inference-protocol">Open Inference Protocol</a>
public final class InferRoutes implements Routes {

    private static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private static final Pattern BYTES = Pattern.compile("[0-9]{1,9}");

    /// One request may take this part of all places, so that others get some, too.
    private static final int SHARE = 4;

    /// More would keep everybody else waiting for them, however many places there are.
    private static final int MOST = 64;

    private final Classifier classifier;
    private final Predictor predictor;
    private final InferReader reader;

    /// What one request comes to.
    private record Answered(InferRequest request, List<Classification> all) {}

    /// @param capacity pictures that the classifier admits at once
    public InferRoutes(Classifier classifier, Predictor predictor, int capacity) {
        this.classifier = classifier;
        this.predictor = predictor;
        this.reader = new InferReader(Math.clamp(capacity / SHARE, 1, MOST));
    }

    @Override
    public void addTo(Operations operations) {
        Uploads uploads = operations.uploads();
        operations.answerUnchecked("infer", rc -> infer(rc, uploads));
        operations.answerUnchecked("inferVersion", rc -> infer(rc, uploads));
        operations.refuse("/v2", (status, detail) -> new JsonObject().put("error", detail));
    }

    private void infer(RoutingContext rc, Uploads uploads) {
        AskedModel asked = AskedModel.of(rc);
        asked.require(classifier.card());
        OptionalInt jsonLength = jsonLength(rc.request());
        Patience patience = Patience.of(rc.request());
        OnEventLoop back = OnEventLoop.of(rc);
        predictor.requireRoomForAll(patience);
        Future<Answered> result = uploads.body(rc).compose(body -> answered(rc, body, jsonLength, patience));
        back.answer(result, answered -> {
            asked.require(answered.all().getFirst().model());
            return write(rc.response(), InferAnswer.of(answered.request(), answered.all()));
        });
    }

    private Future<Answered> answered(RoutingContext rc, Upload body, OptionalInt jsonLength, Patience patience) {
        return read(rc.vertx(), body, jsonLength)
                .compose(request -> predictor
                        .classifyAll(body, request.pictures(), patience, rc.response()::closed)
                        .map(all -> new Answered(request, all)))
                .onComplete(over -> body.close());
    }

    /// Many numbers in text take long to read, so this is done on a worker thread.
    private Future<InferRequest> read(Vertx vertx, Upload body, OptionalInt jsonLength) {
        Preprocessing preprocessing = classifier.card().preprocessing();
        return vertx.executeBlocking(() -> reader.read(body, jsonLength, preprocessing), false)
                .map(Objects::requireNonNull);
    }

    private static OptionalInt jsonLength(HttpServerRequest request) {
        String header = request.getHeader(JSON_LENGTH);
        if (header == null) {
            return OptionalInt.empty();
        }
        if (!BYTES.matcher(header).matches()) {
            throw new Failure.BadRequest("The header %s must be a whole number of bytes.".formatted(JSON_LENGTH));
        }
        return OptionalInt.of(Integer.parseInt(header));
    }

    private static Buffer write(HttpServerResponse response, InferAnswer answer) {
        if (answer.isBinary()) {
            response.putHeader("Content-Type", "application/octet-stream")
                    .putHeader(JSON_LENGTH, Integer.toString(answer.jsonLength()));
        } else {
            response.putHeader("Content-Type", "application/json");
        }
        return answer.isBinary() ? answer.body() : JsonAnswer.line(answer.body());
    }
}
