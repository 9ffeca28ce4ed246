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
        public Future<Classification> classify(Admission place, BooleanSupplier abandoned, Runnable taken) {
            return place.classify(bytes, abandoned, taken);
        }
    }

    /// Network input that the client made itself.
    ///
    /// @param values float32 `(3, H, W)`
    record Tensor(FloatBuffer values) implements Picture {
        @Override
        public Future<Classification> classify(Admission place, BooleanSupplier abandoned, Runnable taken) {
            return place.classifyTensor(values, abandoned, taken);
        }
    }

    /// As [Admission#classify].
    ///
    /// @param taken told when what was sent is not needed any more
    Future<Classification> classify(Admission place, BooleanSupplier abandoned, Runnable taken);
}
