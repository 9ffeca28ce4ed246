package dev.sommelier.ui.batch;

import dev.sommelier.ui.api.Prediction;
import dev.sommelier.ui.part.Texts;
import java.util.Comparator;
import java.util.Optional;

/// One photo of the batch: never its bytes.
record BatchRow(int id, String name, long bytes, Outcome outcome) {
    /// Rows without an answer come after those with one, whichever way is up for the latter.
    static final Comparator<BatchRow> BY_CLASS =
            Comparator.comparing(row -> row.prediction().map(Prediction::label).orElse("\uffff"));

    static final Comparator<BatchRow> BY_CONFIDENCE = Comparator.comparingDouble(BatchRow::confidence);

    BatchRow with(Outcome outcome) {
        return new BatchRow(id, name, bytes, outcome);
    }

    Optional<Prediction> prediction() {
        return outcome instanceof Outcome.Classified(var prediction) ? Optional.of(prediction) : Optional.empty();
    }

    /// {@return 0 to 1; -1 without an answer}
    double confidence() {
        return prediction().map(Prediction::confidence).orElse(-1.0);
    }

    /// {@return what else there is to say of it; empty where the answer says it all}
    String note() {
        return switch (outcome) {
            case Outcome.Waiting() -> Texts.of("batch.waiting");
            case Outcome.Sending() -> Texts.of("batch.looking");
            case Outcome.Classified(var prediction) -> prediction.familiar() ? "" : Texts.of("batch.unfamiliar");
            case Outcome.Refused(var why) -> why;
            case Outcome.Failed(var why) -> why;
            case Outcome.Cancelled() -> Texts.of("batch.cancelled");
        };
    }
}
