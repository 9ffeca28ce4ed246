package dev.sommelier.predict;

import dev.sommelier.http.AccessLog;
import dev.sommelier.http.PartProblem;
import dev.sommelier.http.RequestId;
import dev.sommelier.http.Upload;
import dev.sommelier.inference.Classification;
import dev.sommelier.inference.Classifier.Admission;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/// One batch on its way: its photos come in one after the other, are classified beside each other, and their
/// answers go out in order. Lives on the request's event loop.
final class Batch {

    private static final int NONE = -1;

    private final RoutingContext rc;
    private final PredictQuery query;
    private final BatchPhotos photos;
    private final BatchService service;
    private final BatchAnswer answer;
    private final Persistence persistence;
    private final OnEventLoop eventLoop;

    /// Photos that have had their turn to come in.
    private int begun;

    /// The photo that is being unpacked or waits for its place.
    private int entering = NONE;

    private int refused;
    private volatile boolean over;

    Batch(RoutingContext rc, PredictQuery query, Patience patience, BatchPhotos photos, BatchService service) {
        this.rc = rc;
        this.query = query;
        this.photos = photos;
        this.service = service;
        this.eventLoop = OnEventLoop.of(rc);
        this.persistence = new Persistence(rc.vertx(), patience, this::isAbandoned);
        int ahead = Math.min(photos.size(), service.ahead());
        this.answer = new BatchAnswer(rc.response(), BatchFormat.of(rc), RequestId.of(rc), photos.size(), ahead);
    }

    /// Answers the request, in full or until its client leaves.
    void run() {
        service.meters().begun(photos.size());
        AccessLog.note(rc, photos.size() + " photos");
        rc.addEndHandler(end -> stop());
        if (isAbandoned()) {
            stop();
        } else {
            answer.begin(rc.vertx(), service.config().silence(), this::proceed);
            proceed();
        }
    }

    private boolean isAbandoned() {
        return over || rc.response().closed();
    }

    private void stop() {
        over = true;
        answer.stop(rc.vertx());
        // One that is on its way in meets with what is closed, and fails; nobody hears of it.
        photos.drop(entering == NONE ? begun : entering);
        photos.close();
    }

    /// Lets the next photo in, unless one is on its way in or too many answers are held back.
    private void proceed() {
        if (over || entering != NONE || begun == photos.size() || !answer.hasRoom(begun)) {
            return;
        }
        int index = begun++;
        entering = index;
        PhotoSource photo = photos.get(index);
        eventLoop
                .back(eventLoop
                        .back(service.turns().take())
                        .compose(turn -> classified(photo, index).onComplete(done -> turn.close())))
                .map(classification -> item(index, photo, classification))
                .onComplete(done -> finish(index, photo, done));
    }

    private Future<Classification> classified(PhotoSource photo, int index) {
        return persistence
                .until(() -> taken(photo))
                .compose(upload -> service.predictor().classify(upload, () -> admitted(index), this::isAbandoned));
    }

    private Future<Upload> taken(PhotoSource photo) {
        return rc.vertx().executeBlocking(photo::take, false).map(Objects::requireNonNull);
    }

    private Future<Admission> admitted(int index) {
        return persistence
                .until(() -> Future.succeededFuture(service.predictor().admit(persistence.patience())))
                .onSuccess(place -> entered(index));
    }

    private void entered(int index) {
        if (entering == index) {
            entering = NONE;
            if (begun == photos.size()) {
                // Zips may be large: they go as soon as nothing is to be unpacked any more.
                photos.close();
            }
            proceed();
        }
    }

    private void finish(int index, PhotoSource photo, AsyncResult<Buffer> done) {
        if (done.failed()) {
            photo.drop();
        }
        if (!over) {
            service.meters().answered(done.succeeded());
            refused += done.failed() ? 1 : 0;
            AccessLog.note(rc, "%d photos, %d refused".formatted(photos.size(), refused));
            answer.put(index, done.failed() ? refusal(index, photo, done.cause()) : done.result(), refused);
        }
        entered(index);
        proceed();
    }

    private Buffer item(int index, PhotoSource photo, Classification classification) {
        Buffer prediction = service.predictions().write(classification, query, RequestId.of(rc));
        return service.items().classified(index, photo, prediction);
    }

    private Buffer refusal(int index, PhotoSource photo, Throwable cause) {
        return service.items().refused(index, photo, PartProblem.of(rc, cause));
    }
}
