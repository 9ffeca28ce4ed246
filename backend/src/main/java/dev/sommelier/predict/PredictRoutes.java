package dev.sommelier.predict;

import dev.sommelier.http.Operations;
import dev.sommelier.http.RequestId;
import dev.sommelier.http.Routes;
import dev.sommelier.http.Uploads;
import dev.sommelier.inference.Classification;
import dev.sommelier.inference.Classifier;
import dev.sommelier.inference.Classifier.Admission;
import dev.sommelier.model.ModelCard;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/// `POST /predict`: one photo in, its class probabilities out.
public final class PredictRoutes implements Routes {

    /// Field of the multipart form that carries the photo.
    static final String FIELD = "file";

    private final Classifier classifier;
    private final Uploads uploads;
    private final PredictMeters meters;
    private final PredictionJson json = new PredictionJson();

    public PredictRoutes(Classifier classifier, Uploads uploads, MeterRegistry registry) {
        this.classifier = classifier;
        this.uploads = uploads;
        this.meters = new PredictMeters(registry, classifier);
    }

    @Override
    public void addTo(Operations operations) {
        operations.answerUnchecked("predict", this::predict);
    }

    /// Claims a place before a byte of the photo is read: a busy server must not fill its memory with what it will
    /// refuse. The place is given back when the work is over, not when the client leaves: clients that come and go
    /// cannot pile up work behind the limit.
    private void predict(RoutingContext rc) {
        PredictQuery query = PredictQuery.of(rc.request());
        Context eventLoop = rc.vertx().getOrCreateContext();
        Admission place = classifier.admit();
        // Starts from a future, so that whatever is thrown on the way still ends in giving the place back.
        Future<Classification> result = Future.succeededFuture(FIELD)
                .compose(field -> uploads.file(rc, field))
                .compose(photo -> place.classify(photo, rc.response()::closed));
        result.onComplete(done -> {
            place.close();
            // The classifier answers on a thread of its own; requests belong to their event loop.
            eventLoop.runOnContext(back -> answer(rc, query, result));
        });
    }

    private void answer(RoutingContext rc, PredictQuery query, Future<Classification> result) {
        result.map(classification -> write(rc, query, classification))
                .onSuccess(body -> {
                    if (!rc.response().closed()) {
                        rc.response().end(body);
                    }
                })
                .onFailure(rc::fail);
    }

    private Buffer write(RoutingContext rc, PredictQuery query, Classification classification) {
        ModelCard card = classifier.card();
        meters.record(card.labels().get(classification.best()), classification);
        Buffer body = json.write(classification, card, query, RequestId.of(rc));
        rc.response()
                .putHeader("Content-Type", "application/json")
                .putHeader("Server-Timing", ServerTiming.of(classification.timing()));
        return body;
    }
}
