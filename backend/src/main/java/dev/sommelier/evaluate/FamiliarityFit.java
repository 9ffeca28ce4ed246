package dev.sommelier.evaluate;

import dev.sommelier.model.EmbeddingGaussian;
import dev.sommelier.model.ModelCard;
import java.util.Arrays;
import java.util.List;

/// Sets the threshold under which a photo counts as unlike those that the model was trained on.
public final class FamiliarityFit {
    /// Part of the validation photos that may count as unfamiliar.
    private static final double REFUSED = 0.05;

    private FamiliarityFit() {}

    /// At least 95 % of the validation photos pass.
    ///
    /// @param training where the training photos lie
    /// @param validation embeddings `(D)` of photos that the model has not learnt from, at least one
    public static ModelCard.Familiarity fit(EmbeddingGaussian training, List<float[]> validation) {
        return fit(validation.stream().mapToDouble(training::familiarity).toArray());
    }

    /// @param validation scores of photos that the model has not learnt from, at least one
    static ModelCard.Familiarity fit(double[] validation) {
        double[] scores = Arrays.stream(validation).sorted().toArray();
        return new ModelCard.Familiarity((float) scores[(int) (REFUSED * scores.length)]);
    }
}
