package dev.sommelier.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.evaluate.Answers;
import dev.sommelier.evaluate.Evaluation;
import dev.sommelier.evaluate.EvaluationJson;
import dev.sommelier.evaluate.EvaluationPage;
import dev.sommelier.evaluate.HeldOut;
import dev.sommelier.evaluate.HeldOutReport;
import dev.sommelier.evaluate.MistakeFiles;
import dev.sommelier.evaluate.Report;
import dev.sommelier.failure.Failure;
import dev.sommelier.image.PhotoReader;
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
import java.util.List;
import java.util.Map;

/// Judges learnt weights once, through the reader and the engine that serve, and publishes them with what came
/// out.
final class Publication {
    private final TrainConfig config;
    private final Preprocessing input;
    private final TrainingData data;
    private final Journal journal;
    private final Progress progress;
    private final String startedFrom;
    private final String datasetSha256;

    /// @param startedFrom SHA-256 of the weights that training started from; empty if there were none
    Publication(
            TrainConfig config,
            Preprocessing input,
            TrainingData data,
            Journal journal,
            Progress progress,
            String startedFrom,
            String datasetSha256) {
        this.config = config;
        this.input = input;
        this.data = data;
        this.journal = journal;
        this.progress = progress;
        this.startedFrom = startedFrom;
        this.datasetSha256 = datasetSha256;
    }

    /// How weights are judged, once.
    @FunctionalInterface
    private interface Judge {
        /// @param bundle of the weights alone, in the folder `trial`
        /// @param files gets what the bundle holds besides the weights
        CardParts judge(Bundle bundle, Evaluation evaluation, Path trial, Map<String, byte[]> files) throws IOException;
    }

    /// Judges by validation and test photos.
    Bundle publish(Graph graph, Weights learnt) {
        return publish(graph, learnt, this::bySplit);
    }

    /// Of weights that learnt from all photos; they are judged by what others of the same recipe said.
    ///
    /// @param folds how many others there were
    Bundle publish(Graph graph, Weights learnt, HeldOut heldOut, int folds) {
        return publish(
                graph,
                learnt,
                (bundle, evaluation, trial, files) -> byOthers(bundle, evaluation, trial, files, heldOut, folds));
    }

    private Bundle publish(Graph graph, Weights learnt, Judge judge) {
        try {
            return published(graph, learnt, judge);
        } catch (IOException e) {
            throw new Failure.CannotStart(
                    "model.folder: the model cannot be written to %s (%s). Make room, then go on with --resume last."
                            .formatted(config.models(), e));
        }
    }

    private Bundle published(Graph graph, Weights learnt, Judge judge) throws IOException {
        progress.say("Judging the model");
        Map<String, byte[]> files = new LinkedHashMap<>(Map.of(Bundle.WEIGHTS, stored(graph, learnt)));
        CardParts parts;
        try (TrialFolder trial = TrialFolder.create()) {
            Bundle plain = publish(trial.path().resolve("plain"), CardParts.plain(), files);
            try (Evaluation evaluation = Evaluation.onCpu(plain, config.data().maxPixels(), trial.path())) {
                parts = judge.judge(plain, evaluation, trial.path(), files);
            }
        }
        progress.checkStop();
        if (config.thumbnails() > 0) {
            files.put(Bundle.THUMBNAILS, thumbnails());
        }
        return publish(config.models().resolve(config.name()), parts, files);
    }

    /// A bundle of weights that nobody judged yet.
    Bundle plain(Path folder, Graph graph, Weights learnt) throws IOException {
        return publish(folder, CardParts.plain(), Map.of(Bundle.WEIGHTS, stored(graph, learnt)));
    }

    private static byte[] stored(Graph graph, Weights learnt) {
        try {
            return Safetensors.write(learnt.fitting(graph));
        } catch (IllegalArgumentException e) {
            throw new Failure.BadConfig(
                    "train.learning-rate: the weights grew too large (%s). Lower it.".formatted(e.getMessage()));
        }
    }

    /// Asks weights that are rounded to half floats, as they will be, in the engine that serves.
    private CardParts bySplit(Bundle plain, Evaluation evaluation, Path trial, Map<String, byte[]> files)
            throws IOException {
        Judgement judgement = new Judging(plain, evaluation, data.split(), progress)
                .judge(trial, config.data().maxPixels());
        files.put(Bundle.REFERENCE, Safetensors.write(judgement.reference()));
        CardParts parts = CardParts.of(judgement);
        Bundle calibrated = publish(trial.resolve("calibrated"), parts, files);
        TestResult test = TestResult.of(calibrated, evaluation, data, progress);
        keep(test.report(), files);
        keepMistakes(test.photos(), test.answers(), parts.temperature());
        progress.judged(judgement, test);
        return parts.with(judgement.metrics(test, data.labels()), provenance());
    }

    private byte[] thumbnails() throws IOException {
        progress.say("Making small pictures of the training photos");
        return new Thumbnails(config.thumbnails(), config.data().maxPixels())
                .zip(Judging.reference(Judgement.photos(data.split().training())), progress::checkStop);
    }

    private CardParts byOthers(
            Bundle plain, Evaluation evaluation, Path trial, Map<String, byte[]> files, HeldOut heldOut, int folds)
            throws IOException {
        OthersJudgement judgement = OthersJudgement.of(
                plain, evaluation, data, heldOut, trial, config.data().maxPixels(), progress);
        files.put(Bundle.REFERENCE, Safetensors.write(judgement.reference()));
        Report report =
                HeldOutReport.of(publish(trial.resolve("calibrated"), judgement.parts(), files), heldOut, folds);
        keep(report, files);
        keepMistakes(heldOut.photos(), heldOut.answers(), heldOut.temperature());
        progress.judged(heldOut);
        return judgement.parts().with(judgement.metrics(report, folds, data.labels()), provenance());
    }

    private void keep(Report trial, Map<String, byte[]> files) {
        Report report = trial.unpublished(config.name());
        byte[] json = EvaluationJson.of(report).getBytes(UTF_8);
        files.put(Bundle.EVALUATION, json);
        journal.tracker().artefact(Bundle.EVALUATION, json);
        journal.tracker().artefact("evaluation.html", EvaluationPage.of(report).getBytes(UTF_8));
    }

    private void keepMistakes(List<LabelledPhoto> photos, Answers answers, float temperature) {
        MistakeFiles.of(
                        photos,
                        answers,
                        temperature,
                        data.labels(),
                        new PhotoReader(input, config.data().maxPixels()))
                .forEach(journal.tracker()::artefact);
    }

    private Map<String, Object> provenance() {
        return new Provenance(config, data.labels(), data.split(), journal, startedFrom, datasetSha256).toMap();
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
