package dev.sommelier.inference;

import dev.sommelier.model.ModelCard;
import io.vertx.core.Future;
import java.util.function.BooleanSupplier;

/// From photo bytes to class probabilities with one loaded model.
public interface Classifier {

    /// Says what is loaded.
    ModelCard card();

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

    /// Claims a place for one photo, before its bytes are read; close it when the photo is answered or given up.
    ///
    /// @throws dev.sommelier.failure.Failure.Overloaded if all places are taken, the backlog cannot be worked off
    ///     within the deadline, or the classifier is closing
    Admission admit();

    /// A place for one photo. Not thread-safe; [#close] may be called again and from any thread. Closed while the
    /// photo is worked on, the place is free when that work is over.
    interface Admission extends AutoCloseable {

        /// Decodes and classifies; never blocks and may be called on an event loop, once.
        ///
        /// @param photo the encoded photo; must not change until the answer is there
        /// @param abandoned tells that nobody waits for the answer any more; asked before each stage
        /// @return fails with a [dev.sommelier.failure.Failure] if the photo is refused
        Future<Classification> classify(byte[] photo, BooleanSupplier abandoned);

        @Override
        void close();
    }
}
