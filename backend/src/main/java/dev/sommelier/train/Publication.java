package dev.sommelier.train;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sommelier.dataset.Split;
import dev.sommelier.evaluate.Evaluation;
import dev.sommelier.failure.Failure;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.ModelCard;
import dev.sommelier.model.Versions;
import dev.sommelier.network.Safetensors;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Judges learnt weights once, as they will be served, and publishes them with what came out.
final class Publication {
    private final TrainConfig config;
    private final PhotoReader reader;
    private final List<String> labels;
    private final Split split;
    private final Progress progress;

    Publication(TrainConfig config, PhotoReader reader, List<String> labels, Split split, Progress progress) {
        this.config = config;
        this.reader = reader;
        this.labels = labels;
        this.split = split;
        this.progress = progress;
    }

    Bundle publish(Weights learnt) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>(Map.of(Bundle.WEIGHTS, stored(learnt)));
        Judgement judgement = judge(files);
        progress.checkStop();
        files.put(Bundle.REFERENCE, Safetensors.write(judgement.reference()));
        files.put(
                Bundle.EVALUATION,
                JsonMapper.builder()
                        .build()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsBytes(judgement.evaluation(labels)));
        Map<String, Object> provenance = new Provenance(config, labels, split).toMap();
        Bundle bundle = new Versions(config.models().resolve(config.name()))
                .publish(
                        version -> card(version, judgement.temperature(), judgement.metrics(labels), provenance),
                        files);
        progress.say("test: %s".formatted(bundle.card().metrics().get("test")));
        return bundle;
    }

    private static byte[] stored(Weights learnt) {
        try {
            return Safetensors.write(learnt);
        } catch (IllegalArgumentException e) {
            throw new Failure.BadConfig(
                    "train.learning-rate: the weights grew too large (%s). Lower it.".formatted(e.getMessage()));
        }
    }

    private ModelCard card(
            int version, float temperature, Map<String, Object> metrics, Map<String, Object> provenance) {
        return new ModelCard(
                1,
                config.name(),
                Integer.toString(version),
                labels,
                config.architecture(),
                reader.preprocessing(),
                new ModelCard.Calibration(temperature),
                Optional.empty(),
                Optional.empty(),
                metrics,
                provenance,
                Map.of());
    }

    /// Loads the weights from a bundle of their own, rounded to half floats as they will be, into the serving
    /// engine.
    private Judgement judge(Map<String, byte[]> files) throws IOException {
        try (TrialFolder trial = TrialFolder.create()) {
            Bundle bundle = new Versions(trial.path()).publish(v -> card(v, 1, Map.of(), Map.of()), files);
            try (Evaluation evaluation = Evaluation.onCpu(bundle, config.maxPixels(), trial.path())) {
                return Judgement.of(evaluation, split, progress);
            }
        }
    }
}
