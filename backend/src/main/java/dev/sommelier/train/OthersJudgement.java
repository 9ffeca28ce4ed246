package dev.sommelier.train;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.evaluate.Evaluation;
import dev.sommelier.evaluate.HeldOut;
import dev.sommelier.evaluate.Int8Measure;
import dev.sommelier.evaluate.Report;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.ModelCard;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is said of a model that learnt from all photos: ranges and reference embeddings are its own, the rest was
/// measured on networks of the same recipe, each on photos that it had not learnt from.
///
/// @param reference embeddings of the photos
record OthersJudgement(CardParts parts, Weights reference, HeldOut heldOut) {
    /// The ranges come from the photos that are learnt from, so a few are enough to be asked about.
    private static final int ASKED = 8;

    /// @param cache for what engines compile
    static OthersJudgement of(
            Bundle plain,
            Evaluation evaluation,
            TrainingData data,
            HeldOut heldOut,
            Path cache,
            long maxPixels,
            Progress progress)
            throws IOException {
        List<LabelledPhoto> photos = Judgement.photos(data.split().training());
        List<float[]> known = evaluation.embed(photos);
        Optional<ModelCard.Int8> int8 = heldOut.int8().isEmpty()
                ? Optional.empty()
                : Int8Measure.of(
                                plain,
                                photos,
                                photos.subList(0, Math.min(ASKED, photos.size())),
                                maxPixels,
                                cache,
                                progress::checkStop)
                        .map(own -> new ModelCard.Int8(
                                (float) heldOut.int8().orElseThrow().loss(),
                                own.int8().ranges()));
        CardParts parts = new CardParts(heldOut.temperature(), heldOut.familiarity(), int8, Map.of(), Map.of());
        return new OthersJudgement(parts, Judging.reference(known, photos), heldOut);
    }

    /// For `model.json`.
    Map<String, Object> metrics(Report report, int folds, List<String> labels) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("folds", folds);
        figures.putAll(heldOut.score().toMap(labels));
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("cross_validation", figures);
        heldOut.int8().ifPresent(bytes -> {
            metrics.put("int8_agreement", bytes.agreement());
            metrics.put("int8_logit_difference", bytes.difference());
        });
        report.sections().stream()
                .filter(section -> section.key().equals("familiarity"))
                .forEach(section -> metrics.put("familiarity", section.json()));
        return metrics;
    }
}
