package dev.sommelier.predict;

import dev.sommelier.http.JsonAnswer;
import dev.sommelier.http.Operations;
import dev.sommelier.http.RequestId;
import dev.sommelier.http.Routes;
import dev.sommelier.http.Uploads;
import dev.sommelier.inference.Classification;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/// `POST /predict`: one photo in, its class probabilities out.
public final class PredictRoutes implements Routes {

    /// Field of the multipart form that carries the photo.
    static final String FIELD = "file";

    private final Predictor predictor;
    private final PredictionJson json = new PredictionJson();

    public PredictRoutes(Predictor predictor) {
        this.predictor = predictor;
    }

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
        Future<Classification> result =
                uploads.file(rc, FIELD).compose(photo -> predictor.classify(photo, patience, rc.response()::closed));
        back.answer(result, classification -> write(rc, query, classification));
    }

    private Buffer write(RoutingContext rc, PredictQuery query, Classification classification) {
        Buffer body = json.write(classification, query, RequestId.of(rc));
        rc.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Server-Timing", ServerTiming.of(classification.timing()));
        if (predictor.caches()) {
            rc.response().putHeader("X-Cache", classification.computed() ? "miss" : "hit");
        }
        return JsonAnswer.line(body);
    }
}
