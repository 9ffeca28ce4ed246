package dev.sommelier.monitor;

import dev.sommelier.model.ModelCard;
import java.time.Instant;

/// What is remembered of an answer: nothing of the photo.
///
/// @param predicted index of the most probable class
/// @param confidence its probability
/// @param at when it was given, milliseconds since 1970
record GivenAnswer(String requestId, ModelCard model, int predicted, float confidence, long at) {

    String label() {
        return model.labels().get(predicted);
    }

    Instant time() {
        return Instant.ofEpochMilli(at);
    }
}
