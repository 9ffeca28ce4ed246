package dev.sommelier.ui.batch;

import dev.sommelier.ui.api.Prediction;

/// How far a photo of the batch has come.
sealed interface Outcome {
    /// Its turn has not come yet.
    record Waiting() implements Outcome {}

    /// It is on its way.
    record Sending() implements Outcome {}

    /// @param prediction its scores are cut to the most probable ones
    record Classified(Prediction prediction) implements Outcome {
        private static final int MOST_SCORES = 10;

        public Classified {
            var scores = prediction.scores();
            prediction = new Prediction(
                    prediction.label(),
                    prediction.confidence(),
                    scores.subList(0, Math.min(scores.size(), MOST_SCORES)),
                    prediction.familiar());
        }
    }

    /// The photo itself cannot be taken.
    record Refused(String why) implements Outcome {
        public Refused {
            why = shortened(why);
        }
    }

    /// There was no answer; another try may bring one.
    record Failed(String why) implements Outcome {
        public Failed {
            why = shortened(why);
        }
    }

    /// Somebody stopped the batch before its turn.
    record Cancelled() implements Outcome {}

    /// In the files for download.
    default String word() {
        return switch (this) {
            case Waiting() -> "waiting";
            case Sending() -> "sending";
            case Classified(var _) -> "classified";
            case Refused(var _) -> "refused";
            case Failed(var _) -> "failed";
            case Cancelled() -> "cancelled";
        };
    }

    /// Whether nothing more comes of it by itself.
    default boolean settled() {
        return !(this instanceof Waiting || this instanceof Sending);
    }

    private static String shortened(String why) {
        return why.substring(0, Math.min(why.length(), 400));
    }
}
