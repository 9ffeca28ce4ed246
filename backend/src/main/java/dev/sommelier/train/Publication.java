package dev.sommelier.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sommelier.evaluate.Evaluation;
import dev.sommelier.evaluate.EvaluationJson;
import dev.sommelier.evaluate.EvaluationPage;
import dev.sommelier.failure.Failure;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.ModelCard;
import dev.sommelier.model.Versions;
import dev.sommelier.network.Graph;
import dev.sommelier.network.Safetensors;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Judges learnt weights once, through the reader and the engine that serve, and publishes them with what came out.
final class Publication {
    private final TrainConfig config;
    private final Preprocessing input;
    private final TrainingData data;
    private final Journal journal;
    private final Progress progress;

    Publication(TrainConfig config, Preprocessing input, TrainingData data, Journal journal, Progress progress) {
        this.config = config;
        this.input = input;
        this.data = data;
        this.journal = journal;
        this.progress = progress;
    }

    /// @param startedFrom SHA-256 of the weights that training started from; empty if there were none
    Bundle publish(Graph graph, Weights learnt, String startedFrom, String datasetSha256) {
        try {
            return published(graph, learnt, startedFrom, datasetSha256);
        } catch (IOException e) {
            throw new Failure.CannotStart(
                    "model.folder: the model cannot be written to %s (%s). Make room, then go on with --resume last."
                            .formatted(config.models(), e));
        }
    }

    private Bundle published(Graph graph, Weights learnt, String startedFrom, String datasetSha256) throws IOException {
        progress.say("Judging the model by validation and test photos");
        Map<String, byte[]> files = new LinkedHashMap<>(Map.of(Bundle.WEIGHTS, stored(graph, learnt)));
        CardParts parts;
        try (TrialFolder trial = TrialFolder.create()) {
            parts = judge(trial.path(), files, startedFrom, datasetSha256);
        }
        progress.checkStop();
        return publish(config.models().resolve(config.name()), parts, files);
    }

    private static byte[] stored(Graph graph, Weights learnt) {
        try {
            return Safetensors.write(learnt.fitting(graph));
        } catch (IllegalArgumentException e) {
            throw new Failure.BadConfig(
                    "train.learning-rate: the weights grew too large (%s). Lower it.".formatted(e.getMessage()));
        }
    }

    /// Loads the weights from bundles of their own, rounded to half floats as they will be, into the serving
    /// engine.
    ///
    /// @param files gets what the bundle holds besides the weights
    private CardParts judge(Path trial, Map<String, byte[]> files, String startedFrom, String datasetSha256)
            throws IOException {
        Bundle plain = publish(trial.resolve("plain"), CardParts.plain(), files);
        try (Evaluation evaluation = Evaluation.onCpu(plain, config.data().maxPixels(), trial)) {
            Judgement judgement = new Judging(plain, evaluation, data.split(), progress)
                    .judge(trial, config.data().maxPixels());
            files.put(Bundle.REFERENCE, Safetensors.write(judgement.reference()));
            CardParts parts = CardParts.of(judgement);
            Bundle calibrated = publish(trial.resolve("calibrated"), parts, files);
            TestResult test = TestResult.of(calibrated, evaluation, data, progress);
            files.put(Bundle.EVALUATION, EvaluationJson.of(test.report()).getBytes(UTF_8));
            journal.tracker()
                    .artefact(
                            "evaluation.html", EvaluationPage.of(test.report()).getBytes(UTF_8));
            progress.judged(judgement, test);
            Provenance provenance =
                    new Provenance(config, data.labels(), data.split(), journal, startedFrom, datasetSha256);
            return parts.with(judgement.metrics(test, data.labels()), provenance.toMap());
        }
    }

    private Bundle publish(Path folder, CardParts parts, Map<String, byte[]> files) throws IOException {
        return new Versions(folder).publish(version -> card(version, parts), files);
    }

    private ModelCard card(int version, CardParts parts) {
        return new ModelCard(
                1,
                config.name(),
                Integer.toString(version),
                data.labels(),
                config.architecture(),
                input,
                new ModelCard.Calibration(parts.temperature()),
                parts.familiarity(),
                parts.int8(),
                parts.metrics(),
                parts.provenance(),
                Map.of());
    }
}
