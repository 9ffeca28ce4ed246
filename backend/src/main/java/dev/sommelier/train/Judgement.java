package dev.sommelier.train;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.dataset.Sample;
import dev.sommelier.evaluate.Int8Measure;
import dev.sommelier.evaluate.Score;
import dev.sommelier.model.ModelCard;
import dev.sommelier.network.Weights;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What training and validation photos say of a model: how sure it may be, what is familiar to it, and what it
/// loses in 8-bit whole numbers. The test photos are not asked here.
///
/// @param reference embeddings of the training photos
record Judgement(
        float temperature,
        Score validation,
        Optional<ModelCard.Familiarity> familiarity,
        Optional<Int8Measure.Result> int8,
        Weights reference) {

    /// For `model.json`.
    Map<String, Object> metrics(TestResult test, List<String> labels) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("validation", validation.toMap(labels));
        metrics.put("test", test.score().toMap(labels));
        int8.ifPresent(result -> {
            metrics.put("int8_agreement", result.agreement());
            metrics.put("int8_logit_difference", result.logitDifference());
        });
        test.report().sections().stream()
                .filter(section -> section.key().equals("familiarity"))
                .forEach(section -> metrics.put("familiarity", section.json()));
        return metrics;
    }

    static List<LabelledPhoto> photos(List<Sample> samples) {
        return samples.stream().map(Sample::photo).toList();
    }
}
