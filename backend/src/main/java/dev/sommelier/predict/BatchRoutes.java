package dev.sommelier.predict;

import dev.sommelier.http.Operations;
import dev.sommelier.http.Routes;
import dev.sommelier.http.SentFile;
import dev.sommelier.http.Uploads;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;

/// `POST /predict/batch`: many photos in, an answer for each out, in their order.
///
/// The photos of all batches take a bounded number of places, so that photos sent alone get through beside them.
public final class BatchRoutes implements Routes {

    private final BatchService service;

    public BatchRoutes(Predictor predictor, MeterRegistry registry, BatchConfig config) {
        this.service = new BatchService(
                config,
                predictor,
                new BatchTurns(config.places()),
                new BatchMeters(registry),
                new PredictionJson(),
                new BatchJson());
    }

    @Override
    public void addTo(Operations operations) {
        Uploads uploads = operations.uploads();
        operations.answerUnchecked("predictBatch", rc -> predict(rc, uploads));
    }

    private void predict(RoutingContext rc, Uploads uploads) {
        BatchConfig config = service.config();
        PredictQuery query = PredictQuery.of(rc.request());
        Patience patience = Patience.of(rc.request(), config.deadline());
        uploads.files(rc, PredictRoutes.FIELD, config.body())
                .compose(files -> opened(rc, files, uploads))
                .onSuccess(photos -> new Batch(rc, query, patience, photos, service).run())
                .onFailure(rc::fail);
    }

    private Future<BatchPhotos> opened(RoutingContext rc, List<SentFile> files, Uploads uploads) {
        return rc.vertx()
                .executeBlocking(() -> BatchPhotos.of(files, uploads, service.config()), false)
                .map(Objects::requireNonNull);
    }
}
