package dev.sommelier.train;

import dev.sommelier.evaluate.Int8Measure;
import dev.sommelier.model.ModelCard;
import java.util.Map;
import java.util.Optional;

/// What a card says beyond name, classes and network.
///
/// @param metrics and `provenance`: plain JSON values
record CardParts(
        float temperature,
        Optional<ModelCard.Familiarity> familiarity,
        Optional<ModelCard.Int8> int8,
        Map<String, Object> metrics,
        Map<String, Object> provenance) {

    /// Of a model that nobody judged yet.
    static CardParts plain() {
        return new CardParts(1, Optional.empty(), Optional.empty(), Map.of(), Map.of());
    }

    static CardParts of(Judgement judgement) {
        return new CardParts(
                judgement.temperature(),
                judgement.familiarity(),
                judgement.int8().map(Int8Measure.Result::int8),
                Map.of(),
                Map.of());
    }

    CardParts with(Map<String, Object> metrics, Map<String, Object> provenance) {
        return new CardParts(temperature, familiarity, int8, metrics, provenance);
    }
}
