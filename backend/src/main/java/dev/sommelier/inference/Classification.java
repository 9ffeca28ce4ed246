package dev.sommelier.inference;

import dev.sommelier.image.Header;
import dev.sommelier.model.FamiliarityCheck;
import dev.sommelier.model.ModelCard;
import java.time.Duration;
import java.util.Optional;

/// The answer to one photo.
///
/// @param model that answered; another one may be served by now
/// @param probabilities `(C)`, calibrated, summing to 1, in the order of the model's labels
/// @param embedding `(D)`, what the network saw, before the last layer
/// @param familiarity whether the photo is like those that the model was trained on; empty if the model cannot
///     tell
/// @param activation `(C, H, W)` class activation map
/// @param image what the photo's header says; empty for a tensor
/// @param timing where the time went
public record Classification(
        ModelCard model,
        float[] probabilities,
        float[] embedding,
        Optional<FamiliarityCheck.Result> familiarity,
        ActivationMap activation,
        Optional<Header> image,
        Timing timing) {

    /// Class activation map; higher means that this part of the picture speaks more for the class.
    ///
    /// @param values `(classes, height, width)`, row by row
    /// @see <a href="https://arxiv.org/abs/1512.04150">Zhou et al., Learning Deep Features for Discriminative
    ///     Localization</a>
    public record ActivationMap(int classes, int height, int width, float[] values) {}

    /// Time spent waiting and working.
    ///
    /// @param queue waiting for a decoder and for an inference worker together
    /// @param decode header, pixels and tensor
    /// @param inference the forward pass of the batch that held this photo
    public record Timing(Duration queue, Duration decode, Duration inference) {}

    /// The same answer, given once more at no cost.
    public Classification again() {
        Timing none = new Timing(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        return new Classification(model, probabilities, embedding, familiarity, activation, image, none);
    }

    /// Whether the network ran for this very answer.
    public boolean computed() {
        return !timing.inference().isZero();
    }

    /// Name of the most probable class.
    public String label() {
        return model.labels().get(best());
    }

    /// Index of the most probable class.
    public int best() {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[best]) {
                best = i;
            }
        }
        return best;
    }
}
