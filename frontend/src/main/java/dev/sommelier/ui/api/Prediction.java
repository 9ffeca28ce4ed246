package dev.sommelier.ui.api;

import java.util.List;

/// What the model says of one photo.
///
/// @param label the predicted class
/// @param confidence its calibrated probability, 0 to 1
/// @param scores every class, the most probable first
/// @param familiar false where the photo is unlike those that the model was trained on; true also where the
///     backend does not say
public record Prediction(String label, double confidence, List<Score> scores, boolean familiar) {
    public Prediction {
        scores = List.copyOf(scores);
    }

    /// One class and how probable it is.
    ///
    /// @param probability 0 to 1
    public record Score(String label, double probability) {}
}
