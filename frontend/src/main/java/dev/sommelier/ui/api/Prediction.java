package dev.sommelier.ui.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What the model says of one photo.
///
/// @param label the predicted class
/// @param confidence its calibrated probability, 0 to 1
/// @param scores every class, the most probable first
/// @param familiar false where the photo is unlike those that the model was trained on; true also where the
///     backend does not say
/// @param details what else came with it
public record Prediction(String label, double confidence, List<Score> scores, boolean familiar, Details details) {
    public Prediction {
        scores = List.copyOf(scores);
    }

    public Prediction(String label, double confidence, List<Score> scores, boolean familiar) {
        this(label, confidence, scores, familiar, Details.NONE);
    }

    /// One class and how probable it is.
    ///
    /// @param probability 0 to 1
    public record Score(String label, double probability) {}

    /// What an answer carries besides its class. Each part may be missing.
    ///
    /// @param requestId to say by which answer is meant; empty if unknown
    /// @param heatMap what in the picture speaks for the class
    /// @param neighbours the most similar training photos of which there is a picture
    /// @param time that the backend spent on the photo, waiting included
    /// @param json the whole answer as it came; empty if it is very long
    public record Details(
            String requestId,
            Optional<HeatMap> heatMap,
            List<Neighbour> neighbours,
            Optional<Duration> time,
            String json) {
        public static final Details NONE = new Details("", Optional.empty(), List.of(), Optional.empty(), "");

        public Details {
            neighbours = List.copyOf(neighbours);
        }
    }

    /// @param values `height` rows of `width`; higher means that this part speaks more for the class
    public record HeatMap(int width, int height, List<Double> values) {
        public HeatMap {
            values = List.copyOf(values);
        }
    }

    /// A training photo.
    ///
    /// @param similarity -1 to 1, and 1 is the same
    /// @param picture a JPEG as a data URI
    public record Neighbour(String label, double similarity, String picture) {}

    /// The same, with the time that it took.
    Prediction after(Optional<Duration> time) {
        return new Prediction(
                label,
                confidence,
                scores,
                familiar,
                new Details(details.requestId, details.heatMap, details.neighbours, time, details.json));
    }
}
