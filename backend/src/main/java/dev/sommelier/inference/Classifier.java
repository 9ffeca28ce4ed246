package dev.sommelier.inference;

import dev.sommelier.model.ModelCard;
import dev.sommelier.model.TrainingPhotos;
import io.vertx.core.Future;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// From photo bytes to class probabilities with one loaded model.
public interface Classifier {

    /// What is loaded at this moment, for whoever asks several things that must belong together: another model may
    /// take over between two questions.
    default Classifier now() {
        return this;
    }

    /// Says what is loaded.
    ModelCard card();

    /// The photos that a model was trained on; empty if its bundle does not hold them, or it is not loaded any more.
    ///
    /// @param model that gave an answer
    default Optional<TrainingPhotos> training(ModelCard model) {
        return Optional.empty();
    }

    /// The engine that runs the network: `onnxruntime` or `pytorch`.
    String engine();

    /// In which numbers it computes: `fp32` or `int8`.
    String precision();

    /// Where it runs: `cpu`, `gpu:0`, …
    String device();

    /// Whether it warmed up and still takes photos.
    boolean ready();

    /// Photos admitted and not answered yet.
    int inFlight();

    /// Photos that wait for a decoder or for a worker.
    int waiting();

    /// A cheap look before the bytes of a photo are read; claims nothing.
    ///
    /// @param patience as for [#admit]
    /// @throws dev.sommelier.failure.Failure.Overloaded if [#admit] would refuse the photo now
    void requireRoom(Duration patience);

    /// Claims a place for one photo; close it when the photo is answered or given up.
    ///
    /// @param patience longest that the photo may wait from now on, if that is less than the configured deadline
    /// @throws dev.sommelier.failure.Failure.Overloaded if all places are taken, the backlog cannot be worked off
    ///     in that time, or the classifier is closing
    Admission admit(Duration patience);

    /// A place for one photo. Not thread-safe; [#close] may be called again and from any thread. Closed while the
    /// photo is worked on, the place is free when that work is over.
    interface Admission extends AutoCloseable {

        /// Decodes and classifies; never blocks and may be called on an event loop, once.
        ///
        /// @param photo the encoded photo; must not change until it is decoded
        /// @param abandoned tells that nobody waits for the answer any more; asked before each stage
        /// @param decoded told, on any thread, when a readable photo's bytes are not needed any more
        /// @return fails with a [dev.sommelier.failure.Failure] if the photo is refused
        Future<Classification> classify(byte[] photo, BooleanSupplier abandoned, Runnable decoded);

        /// The same for what is network input already, instead of a photo.
        ///
        /// @param tensor float32 `(3, H, W)`, preprocessed as the card says, from its position to its limit;
        ///     must not change until it is copied
        /// @param copied told, on any thread, when a sound tensor is not needed any more
        /// @return fails with a [dev.sommelier.failure.Failure] if it has another size or is not finite
        Future<Classification> classifyTensor(FloatBuffer tensor, BooleanSupplier abandoned, Runnable copied);

        @Override
        void close();
    }
}
