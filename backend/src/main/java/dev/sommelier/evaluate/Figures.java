package dev.sommelier.evaluate;

import dev.sommelier.model.ModelCard;
import java.util.List;

/// The sections that answers alone give, without a look at the photos.
final class Figures {
    private Figures() {}

    /// @param card with the classes and the temperature
    static List<Section> of(Answers answers, Answers flipAveraged, ModelCard card) {
        float temperature = card.calibration().temperature();
        Predictions predictions = Predictions.of(answers, temperature);
        return List.of(
                SummarySection.of(answers, flipAveraged, temperature),
                ClassesSection.of(Confusion.of(predictions), card.labels()),
                CurvesSection.of(predictions, card.labels()),
                CalibrationSection.of(answers, temperature),
                SelectiveSection.of(Selective.of(predictions), predictions.size()));
    }
}
