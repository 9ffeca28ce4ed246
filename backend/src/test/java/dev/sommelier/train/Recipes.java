package dev.sommelier.train;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Settings of runs that last seconds.
final class Recipes {
    private Recipes() {}

    /// Two epochs in small views.
    static TrainConfig.Recipe quick(double rate) {
        return new TrainConfig.Recipe(2, 8, 64, rate, 0.1, 0.05, 0.1, 0.5);
    }

    /// No smoothing and no decay: the loss can reach 0.
    static TrainConfig.Recipe plain(double rate, double pretrainedFactor) {
        return new TrainConfig.Recipe(1, 8, 64, rate, pretrainedFactor, 0, 0, 1);
    }

    static TrainConfig config(Path photos, Path models, Optional<Path> weights, TrainConfig.Recipe recipe) {
        return new TrainConfig(
                photos,
                0.15,
                "colours",
                models,
                "resnet18",
                weights,
                recipe,
                1,
                1,
                1_000_000,
                Map.of("train.epochs", recipe.epochs()));
    }
}
