package dev.sommelier.predict;

import dev.sommelier.inference.Classification;

/// Is told of each photo that `POST /predict` answers, on the event loop of its request, so it must be quick.
@FunctionalInterface
public interface AnswerListener {

    /// @param requestId as the answer states it
    void answered(String requestId, Classification classification);
}
