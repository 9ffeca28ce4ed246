package dev.sommelier.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells photos like those that a model was trained on from others. Thread-safe.
public final class FamiliarityCheck {
    private final EmbeddingGaussian training;
    private final ModelCard.Familiarity rule;

    /// @param training where the training photos lie
    public FamiliarityCheck(EmbeddingGaussian training, ModelCard.Familiarity rule) {
        this.training = training;
        this.rule = rule;
    }

    /// @param score 0 to 1, as [EmbeddingGaussian#familiarity] gives it; higher is more familiar
    /// @param familiar whether the score reaches the model's threshold
    public record Result(float score, boolean familiar) {}

    /// The check of a bundle whose card states one; takes up to seconds.
    ///
    /// @throws dev.sommelier.failure.Failure.BadBundle if the embeddings that it needs are missing or damaged
    public static Optional<FamiliarityCheck> of(Bundle bundle) {
        return bundle.card().familiarity().map(rule -> new FamiliarityCheck(training(bundle), rule));
    }

    private static EmbeddingGaussian training(Bundle bundle) {
        if (!bundle.card().sha256().containsKey(Bundle.REFERENCE)) {
            throw Bundle.bad(
                    bundle.folder().resolve(Bundle.CARD), "states familiarity, and no sha256 for " + Bundle.REFERENCE);
        }
        return ReferenceFile.read(bundle).gaussian();
    }

    /// The least score that counts as familiar.
    public float threshold() {
        return rule.threshold();
    }

    /// @param embeddings each `(D)`
    /// @return one for each
    public List<Result> check(List<float[]> embeddings) {
        List<Result> results = new ArrayList<>(embeddings.size());
        for (float score : training.familiarity(embeddings)) {
            results.add(new Result(score, score >= rule.threshold()));
        }
        return results;
    }
}
