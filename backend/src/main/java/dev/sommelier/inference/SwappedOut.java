package dev.sommelier.inference;

import dev.sommelier.failure.Failure;
import dev.sommelier.inference.Classifier.Admission;
import io.vertx.core.Future;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// A place in one of several models. That model refuses what it still has when it is closed, as if the service
/// stopped; while the service goes on, the photo may simply come again.
///
/// @param stopping whether the service itself stops
record SwappedOut(Admission place, BooleanSupplier stopping) implements Admission {

    @Override
    public Future<Classification> classify(byte[] photo, BooleanSupplier abandoned, Runnable decoded) {
        return told(place.classify(photo, abandoned, decoded));
    }

    @Override
    public Future<Classification> classifyTensor(FloatBuffer tensor, BooleanSupplier abandoned, Runnable copied) {
        return told(place.classifyTensor(tensor, abandoned, copied));
    }

    private Future<Classification> told(Future<Classification> answer) {
        return answer.recover(cause -> Future.failedFuture(
                cause instanceof Failure.Overloaded refused
                                && refused.reason().equals("draining")
                                && !stopping.getAsBoolean()
                        ? new Failure.Overloaded(
                                "model-changed",
                                "Another model took over before this photo had its turn. Send it again.",
                                Duration.ofSeconds(1))
                        : cause));
    }

    @Override
    public void close() {
        place.close();
    }
}
