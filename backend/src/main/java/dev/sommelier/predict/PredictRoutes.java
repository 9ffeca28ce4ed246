package dev.sommelier.predict;

import dev.sommelier.http.JsonAnswer;
import dev.sommelier.http.Operations;
import dev.sommelier.http.RequestId;
import dev.sommelier.http.Routes;
import dev.sommelier.http.Uploads;
import dev.sommelier.inference.Classification;
import dev.sommelier.model.TrainingPhotos;
import dev.sommelier.model.TrainingPhotos.Neighbour;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// `POST /predict`: one photo in, its class probabilities out.
public final class PredictRoutes implements Routes {

    /// Field of the multipart form that carries the photo.
    static final String FIELD = "file";

    private final Predictor predictor;
    private final AnswerListener listener;
    private final PredictionJson json = new PredictionJson();

    public PredictRoutes(Predictor predictor) {
        this(predictor, (requestId, classification) -> {});
    }

    public PredictRoutes(Predictor predictor, AnswerListener listener) {
        this.predictor = predictor;
        this.listener = listener;
    }

    /// @param neighbours where they are asked for and the model has them
    private record Answered(Classification classification, Optional<List<Neighbour>> neighbours) {}

    @Override
    public void addTo(Operations operations) {
        Uploads uploads = operations.uploads();
        operations.answerUnchecked("predict", rc -> predict(rc, uploads));
    }

    private void predict(RoutingContext rc, Uploads uploads) {
        PredictQuery query = PredictQuery.of(rc.request());
        Patience patience = Patience.of(rc.request());
        OnEventLoop back = OnEventLoop.of(rc);
        predictor.requireRoom(patience);
        Future<Answered> result = uploads.file(rc, FIELD)
                .compose(photo -> predictor.classify(photo, patience, rc.response()::closed))
                .compose(classification -> answered(rc.vertx(), query, classification));
        back.answer(result, answered -> write(rc, query, answered));
    }

    private Future<Answered> answered(Vertx vertx, PredictQuery query, Classification classification) {
        if (query.neighbours() == 0) {
            return Future.succeededFuture(new Answered(classification, Optional.empty()));
        }
        Optional<TrainingPhotos> training = predictor.training(classification.model());
        // Of many training photos it takes milliseconds, which neither an event loop nor a worker is to be kept for.
        return vertx.executeBlocking(
                        () -> new Answered(
                                classification,
                                training.map(photos -> photos.nearest(classification.embedding(), query.neighbours()))),
                        false)
                .map(Objects::requireNonNull);
    }

    private Buffer write(RoutingContext rc, PredictQuery query, Answered answered) {
        Classification classification = answered.classification();
        String id = RequestId.of(rc);
        Buffer body = json.write(classification, query, answered.neighbours(), id);
        rc.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Server-Timing", ServerTiming.of(classification.timing()));
        if (predictor.caches()) {
            rc.response().putHeader("X-Cache", classification.computed() ? "miss" : "hit");
        }
        listener.answered(id, classification);
        return JsonAnswer.line(body);
    }
}
