package dev.sommelier.predict;

import dev.sommelier.http.Upload;
import dev.sommelier.inference.Classification;
import dev.sommelier.inference.Classifier;
import dev.sommelier.inference.Classifier.Admission;
import dev.sommelier.model.ModelCard;
import dev.sommelier.model.TrainingPhotos;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// From an uploaded photo to its classification, whichever interface it came by: claims a place, and gives place
/// and memory back whatever happens. Counts what comes out. All interfaces share one.
public final class Predictor {

    private final Classifier classifier;
    private final PredictMeters meters;
    private final Optional<AnswerCache> cache;

    /// @param cache looked into before the classifier is asked about a photo
    public Predictor(Classifier classifier, MeterRegistry registry, Optional<AnswerCache> cache) {
        this.classifier = classifier;
        this.meters = new PredictMeters(registry, classifier);
        this.cache = cache;
    }

    /// @param model that gave an answer
    Optional<TrainingPhotos> training(ModelCard model) {
        return classifier.training(model);
    }

    /// Whether answers are kept for photos that come again.
    boolean caches() {
        return cache.isPresent();
    }

    /// A look before a byte of the photo is read, so that what would be refused anyway need not be sent. A photo
    /// whose answer may be kept needs no room.
    ///
    /// @throws dev.sommelier.failure.Failure.Overloaded if a photo would be refused now
    void requireRoom(Patience patience) {
        if (!caches()) {
            requireRoomForAll(patience);
        }
    }

    /// The same for [#classifyAll], whose answers are never kept.
    void requireRoomForAll(Patience patience) {
        classifier.requireRoom(patience.left());
    }

    /// Call it when the photo is here in full, so that slow clients hold no place.
    ///
    /// @param photo closed as soon as its bytes are not needed any more
    /// @param abandoned tells that nobody waits for the answer any more
    /// @return on a thread of the classifier's; fails with a [dev.sommelier.failure.Failure] if the photo is
    ///     refused
    Future<Classification> classify(Upload photo, Patience patience, BooleanSupplier abandoned) {
        return classify(photo, () -> Future.succeededFuture(admit(patience)), abandoned);
    }

    /// Claims a place for one photo, for the caller to close.
    ///
    /// @throws dev.sommelier.failure.Failure.Overloaded if it is refused now
    Admission admit(Patience patience) {
        return classifier.admit(patience.left());
    }

    /// As the other, for those who can wait for their place.
    ///
    /// @param place claims the place, now or later
    Future<Classification> classify(Upload photo, Supplier<Future<Admission>> place, BooleanSupplier abandoned) {
        // Starts from a future, so that whatever is thrown on the way still ends in giving the memory back.
        return Future.succeededFuture(place)
                .compose(claim ->
                        answered(photo, () -> claim.get().compose(claimed -> admitted(photo, abandoned, claimed))))
                .onComplete(over -> photo.close())
                .onSuccess(meters::record);
    }

    private Future<Classification> answered(Upload photo, Supplier<Future<Classification>> ask) {
        return cache.isPresent() ? cache.get().answer(photo.bytes(), classifier.card(), ask) : ask.get();
    }

    /// The same for the pictures of one request, which are answered together or not at all. None comes from the cache.
    ///
    /// @param body what the pictures came in; closed when all are answered, as pictures may lie in it
    /// @return in the order of the pictures
    Future<List<Classification>> classifyAll(
            Upload body, List<Picture> pictures, Patience patience, BooleanSupplier abandoned) {
        return Future.succeededFuture(new Together(pictures, abandoned))
                .compose(together -> together.classify(places(pictures.size(), patience)))
                .onComplete(over -> body.close())
                .onSuccess(all -> all.forEach(meters::record));
    }

    private List<Admission> places(int count, Patience patience) {
        List<Admission> places = new ArrayList<>(count);
        try {
            for (int i = 0; i < count; i++) {
                places.add(classifier.admit(patience.left()));
            }
            return places;
        } catch (RuntimeException e) {
            places.forEach(Admission::close);
            throw e;
        }
    }

    /// The place is given back when the work is over, not when the client leaves: clients that come and go cannot
    /// pile up work behind the limit.
    private static Future<Classification> admitted(Upload photo, BooleanSupplier abandoned, Admission place) {
        return Future.succeededFuture(place)
                .compose(claimed -> claimed.classify(photo.bytes(), abandoned, photo::close))
                .onComplete(over -> place.close());
    }
}
