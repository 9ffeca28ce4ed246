package dev.sommelier.train;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.dataset.Sample;
import dev.sommelier.dataset.Split;
import dev.sommelier.evaluate.Answers;
import dev.sommelier.evaluate.Evaluation;
import dev.sommelier.evaluate.Score;
import dev.sommelier.evaluate.Temperature;
import dev.sommelier.network.Tensor;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a model is worth: confidence calibrated on the validation photos, figures from the test photos.
///
/// @param reference embeddings of the training photos, for familiarity, neighbours and drift
record Judgement(float temperature, Score validation, Score test, Weights reference) {

    static Judgement of(Evaluation evaluation, Split split, Progress progress) throws IOException {
        progress.checkStop();
        Answers validation = evaluation.ask(photos(split.validation()));
        float temperature = Temperature.fit(validation);
        progress.checkStop();
        Answers test = evaluation.ask(photos(split.test()));
        progress.checkStop();
        return new Judgement(
                temperature,
                Score.of(validation, temperature),
                Score.of(test, temperature),
                reference(evaluation, photos(split.training())));
    }

    private static List<LabelledPhoto> photos(List<Sample> samples) {
        return samples.stream().map(Sample::photo).toList();
    }

    private static Weights reference(Evaluation evaluation, List<LabelledPhoto> photos) throws IOException {
        List<float[]> embeddings = evaluation.embed(photos);
        int width = embeddings.getFirst().length;
        float[] all = new float[embeddings.size() * width];
        float[] labels = new float[embeddings.size()];
        for (int i = 0; i < embeddings.size(); i++) {
            System.arraycopy(embeddings.get(i), 0, all, i * width, width);
            labels[i] = photos.get(i).label();
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("embedding", new Tensor(List.of(labels.length, width), all));
        tensors.put("label", new Tensor(List.of(labels.length), labels));
        return new Weights(tensors);
    }

    /// For `model.json`.
    Map<String, Object> metrics(List<String> labels) {
        return Map.of("validation", validation.toMap(labels), "test", test.toMap(labels));
    }

    /// For `evaluation.json`.
    Map<String, Object> evaluation(List<String> labels) {
        return Map.of(
                "labels",
                labels,
                "temperature",
                temperature,
                "metrics",
                metrics(labels),
                "confusion_by_true_class",
                Map.of("validation", validation.confusion(), "test", test.confusion()));
    }
}
