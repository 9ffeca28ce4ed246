package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import dev.sommelier.inference.Classification;
import dev.sommelier.inference.Classifier.Admission;
import dev.sommelier.model.ModelCard;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The pictures of one request: all are answered or none, so the first that fails calls off those that wait.
final class Together {

    private final List<Picture> pictures;
    private final BooleanSupplier abandoned;
    private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();

    Together(List<Picture> pictures, BooleanSupplier abandoned) {
        this.pictures = pictures;
        this.abandoned = abandoned;
    }

    /// Call it once.
    ///
    /// @param places one for each picture; closed, whatever happens
    /// @return in the order of the pictures; done when the work on all is over
    Future<List<Classification>> classify(List<Admission> places) {
        List<Future<Classification>> answers = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            answers.add(classify(places.get(i), i));
        }
        return Future.join(answers)
                .recover(any -> Future.failedFuture(Objects.requireNonNullElse(firstFailure.get(), any)))
                .map(all -> ofOneModel(all.list()));
    }

    private Future<Classification> classify(Admission place, int index) {
        return Future.succeededFuture(place)
                .compose(claimed -> pictures.get(index).classify(claimed, this::calledOff))
                .recover(cause -> Future.failedFuture(numbered(cause, index + 1)))
                .onFailure(cause -> firstFailure.compareAndSet(null, cause))
                .onComplete(over -> place.close());
    }

    private Throwable numbered(Throwable cause, int number) {
        String message = "Picture %d of %d: %s".formatted(number, pictures.size(), cause.getMessage());
        return switch (cause) {
            case Failure.UnreadableImage unreadable when pictures.size() > 1 -> new Failure.UnreadableImage(message);
            case Failure.BadRequest bad when pictures.size() > 1 -> new Failure.BadRequest(message);
            default -> cause;
        };
    }

    private boolean calledOff() {
        return abandoned.getAsBoolean() || firstFailure.get() != null;
    }

    /// The columns of one answer cannot belong to two models.
    private static List<Classification> ofOneModel(List<Classification> all) {
        ModelCard first = all.getFirst().model();
        if (all.stream().anyMatch(each -> !sameModel(each.model(), first))) {
            throw new Failure.Overloaded(
                    "model-changed",
                    "The model was exchanged while the pictures were classified. Send them again.",
                    Duration.ofSeconds(1));
        }
        return all;
    }

    private static boolean sameModel(ModelCard one, ModelCard other) {
        return one.name().equals(other.name()) && one.version().equals(other.version());
    }
}
