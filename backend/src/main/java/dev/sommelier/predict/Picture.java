package dev.sommelier.predict;

import dev.sommelier.inference.Classification;
import dev.sommelier.inference.Classifier.Admission;
import io.vertx.core.Future;
import java.nio.FloatBuffer;
import java.util.function.BooleanSupplier;

/// One thing to classify, as it was sent.
sealed interface Picture {

    /// An encoded photo.
    record Photo(byte[] bytes) implements Picture {
        @Override
        public Future<Classification> classify(Admission place, BooleanSupplier abandoned) {
            return place.classify(bytes, abandoned, () -> {});
        }
    }

    /// Network input that the client made itself.
    ///
    /// @param values float32 `(3, H, W)`
    record Tensor(FloatBuffer values) implements Picture {
        @Override
        public Future<Classification> classify(Admission place, BooleanSupplier abandoned) {
            return place.classifyTensor(values, abandoned, () -> {});
        }
    }

    /// As [Admission#classify].
    Future<Classification> classify(Admission place, BooleanSupplier abandoned);
}
