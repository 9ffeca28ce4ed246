package dev.sommelier.train;

import dev.sommelier.failure.Failure;
import dev.sommelier.network.ResNet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a training run is asked to do.
///
/// @param dataset folder of class folders
/// @param share part of the photos for validation, and again for test; 0.05 to 0.4
/// @param name of the model, and of its folder in `models`
/// @param models where the bundle is published
/// @param architecture `resnet18` or `resnet34`
/// @param weights safetensors file to start from; layers that it lacks start fresh
/// @param recipe how to learn
/// @param seed of the split, the fresh layers and every random choice
/// @param threads of the engine, 1 to 256
/// @param maxPixels larger photos are left out
/// @param stated every setting as resolved, kept with the model
public record TrainConfig(
        Path dataset,
        double share,
        String name,
        Path models,
        String architecture,
        Optional<Path> weights,
        Recipe recipe,
        long seed,
        int threads,
        long maxPixels,
        Map<String, Object> stated) {

    /// How to learn.
    ///
    /// @param epochs passes over the training photos, 1 to 10,000
    /// @param batch photos in one step, 2 to 1024
    /// @param viewSize sides of the square views that are trained on, pixels, 32 to 1024. Smaller than the
    ///     network's input is faster and evens out that random views show things larger than whole photos do
    ///     (<a href="https://arxiv.org/abs/1906.06423">Touvron et al.</a>)
    /// @param rate peak learning rate of fresh layers, above 0 to 1
    /// @param pretrainedFactor the rate of layers that start from weights, as a part of `rate`; 0 to 1
    /// @param weightDecay 0 to 1
    /// @param smoothing part of the target that is spread over all classes, 0 to below 1
    /// @param smallestView least part of a photo's area in a view, above 0 to 1
    public record Recipe(
            int epochs,
            int batch,
            int viewSize,
            double rate,
            double pretrainedFactor,
            double weightDecay,
            double smoothing,
            double smallestView) {
        public Recipe {
            within("train.epochs", epochs, 1, 10_000);
            within("train.batch", batch, 2, 1024);
            within("train.view-size", viewSize, 32, 1024);
            within("train.learning-rate", rate, Double.MIN_NORMAL, 1);
            within("train.pretrained-factor", pretrainedFactor, 0, 1);
            within("train.weight-decay", weightDecay, 0, 1);
            within("train.label-smoothing", smoothing, 0, Math.nextDown(1.0));
            within("train.smallest-view", smallestView, 1e-3, 1);
        }
    }

    public TrainConfig {
        within("dataset.share", share, 0.05, 0.4);
        within("train.threads", threads, 1, 256);
        within("serve.max-pixels", (double) maxPixels, 1024, 1L << 30);
        List<String> known = Stream.of(ResNet.values()).map(ResNet::id).toList();
        if (!known.contains(architecture)) {
            throw new Failure.BadConfig(
                    "model.architecture: '%s' is none of %s".formatted(architecture, String.join(", ", known)));
        }
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new Failure.BadConfig("model.name: letters, digits, '-' and '_' only, got '%s'".formatted(name));
        }
    }

    private static void within(String key, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new Failure.BadConfig("%s: need %s to %s, got %s".formatted(key, low, high, value));
        }
    }
}
