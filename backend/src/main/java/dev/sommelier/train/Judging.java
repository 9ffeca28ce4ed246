package dev.sommelier.train;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.dataset.Split;
import dev.sommelier.evaluate.Answers;
import dev.sommelier.evaluate.Evaluation;
import dev.sommelier.evaluate.FamiliarityFit;
import dev.sommelier.evaluate.Int8Measure;
import dev.sommelier.evaluate.Score;
import dev.sommelier.evaluate.Temperature;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.EmbeddingGaussian;
import dev.sommelier.model.ModelCard;
import dev.sommelier.network.Tensor;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Asks a model about training and validation photos.
///
/// @param bundle what the evaluation asks
record Judging(Bundle bundle, Evaluation evaluation, Split split, Progress progress) {
    /// 50 MB in half floats, and far more than familiarity needs.
    private static final int MOST_REFERENCES = 50_000;

    /// @param cache for what the engine compiles
    Judgement judge(Path cache, long maxPixels) throws IOException {
        List<LabelledPhoto> training = Judgement.photos(split.training());
        List<LabelledPhoto> validation = Judgement.photos(split.validation());
        progress.checkStop();
        List<Evaluation.Answer> answers = evaluation.answer(validation);
        Answers logits = new Answers(
                answers.stream().map(Evaluation.Answer::logits).toList(),
                validation.stream().map(LabelledPhoto::label).toList());
        float temperature = Temperature.fit(logits);
        progress.checkStop();
        List<float[]> known = evaluation.embed(training);
        Optional<Int8Measure.Result> int8 =
                Int8Measure.of(bundle, training, validation, maxPixels, cache, progress::checkStop);
        List<float[]> others =
                answers.stream().map(Evaluation.Answer::embedding).toList();
        return new Judgement(
                temperature,
                Score.of(logits, temperature),
                familiarity(
                        known, others, int8.map(Int8Measure.Result::embeddings).orElse(others)),
                int8,
                reference(known, training));
    }

    /// Validation photos are to pass in whichever numbers the network computes. Empty where all photos look the
    /// same to it.
    private static Optional<ModelCard.Familiarity> familiarity(
            List<float[]> training, List<float[]> inFloats, List<float[]> inBytes) {
        try {
            EmbeddingGaussian known = new EmbeddingGaussian(training);
            ModelCard.Familiarity floats = FamiliarityFit.fit(known, inFloats);
            ModelCard.Familiarity bytes = FamiliarityFit.fit(known, inBytes);
            return Optional.of(floats.threshold() < bytes.threshold() ? floats : bytes);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Of very many photos, some at even steps.
    static Weights reference(List<float[]> embeddings, List<LabelledPhoto> photos) {
        int count = Math.min(MOST_REFERENCES, photos.size());
        int width = embeddings.getFirst().length;
        float[] all = new float[count * width];
        float[] labels = new float[count];
        for (int i = 0; i < count; i++) {
            int photo = photo(i, count, photos.size());
            System.arraycopy(embeddings.get(photo), 0, all, i * width, width);
            labels[i] = photos.get(photo).label();
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("embedding", new Tensor(List.of(labels.length, width), all));
        tensors.put("label", new Tensor(List.of(labels.length), labels));
        return new Weights(tensors);
    }

    /// The photos of the reference's rows.
    static List<LabelledPhoto> reference(List<LabelledPhoto> photos) {
        int count = Math.min(MOST_REFERENCES, photos.size());
        return IntStream.range(0, count)
                .mapToObj(row -> photos.get(photo(row, count, photos.size())))
                .toList();
    }

    private static int photo(int row, int rows, int photos) {
        return (int) ((long) row * photos / rows);
    }
}
