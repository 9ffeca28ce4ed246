package dev.sommelier.predict;

import dev.sommelier.http.Operations;
import dev.sommelier.http.RequestId;
import dev.sommelier.http.Routes;
import dev.sommelier.http.Upload;
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
    private final PredictMeters meters;
    private final PredictionJson json = new PredictionJson();

    public PredictRoutes(Classifier classifier, MeterRegistry registry) {
        this.classifier = classifier;
        this.meters = new PredictMeters(registry, classifier);
    }

    @Override
    public void addTo(Operations operations) {
        Uploads uploads = operations.uploads();
        operations.answerUnchecked("predict", rc -> predict(rc, uploads));
    }

    /// Before a byte of the photo is read, a look refuses what would be refused anyway; a place is claimed only when
    /// the photo is here, so that slow clients hold none.
    private void predict(RoutingContext rc, Uploads uploads) {
        PredictQuery query = PredictQuery.of(rc.request());
        Patience patience = Patience.of(rc.request());
        Context eventLoop = rc.vertx().getOrCreateContext();
        classifier.requireRoom(patience.left());
        Future<Classification> result = uploads.file(rc, FIELD).compose(photo -> classify(rc, photo, patience));
        // The classifier answers on a thread of its own; requests belong to their event loop.
        result.onComplete(done -> eventLoop.runOnContext(back -> answer(rc, query, result)));
    }

    private Future<Classification> classify(RoutingContext rc, Upload photo, Patience patience) {
        // Starts from a future, so that whatever is thrown on the way still ends in giving the memory back.
        return Future.succeededFuture(patience)
                .compose(time -> admitted(rc, photo, classifier.admit(time.left())))
                .onComplete(over -> photo.close());
    }

    /// The place is given back when the work is over, not when the client leaves: clients that come and go cannot
    /// pile up work behind the limit.
    private Future<Classification> admitted(RoutingContext rc, Upload photo, Admission place) {
        return Future.succeededFuture(place)
                .compose(claimed -> claimed.classify(photo.bytes(), rc.response()::closed, photo::close))
                .onComplete(over -> place.close());
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
