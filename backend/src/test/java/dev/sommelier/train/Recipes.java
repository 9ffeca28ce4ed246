package dev.sommelier.train;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Settings of runs that last seconds.
final class Recipes {
    private Recipes() {}

    /// Two epochs in small views, every layer moving.
    static Recipe quick(double rate) {
        return recipe(2, true, rate, 0.1, 0.05, 0.1, 0.5, 0, 0.5);
    }

    /// No smoothing and no decay: the loss can reach 0.
    static Recipe plain(double rate, double pretrainedFactor) {
        return recipe(1, false, rate, pretrainedFactor, 0, 0, 0, 0, 1);
    }

    static Recipe frozen(int stages, boolean norms) {
        Recipe plain = plain(1e-2, 1);
        Recipe.Rates rates = new Recipe.Rates(1e-2, 1, 1, 0.1, 0, stages, norms);
        return new Recipe(1, 100, 8, false, 0, 0, 0, rates, plain.views());
    }

    static Recipe withEpochs(Recipe recipe, int epochs) {
        return new Recipe(
                epochs,
                recipe.patience(),
                recipe.batch(),
                recipe.probe(),
                recipe.labelSmoothing(),
                recipe.dropout(),
                recipe.averaging(),
                recipe.rates(),
                recipe.views());
    }

    static Recipe recipe(
            int epochs,
            boolean probe,
            double rate,
            double pretrainedFactor,
            double decay,
            double smoothing,
            double averaging,
            double dropout,
            double smallestView) {
        return new Recipe(
                epochs,
                100,
                8,
                probe,
                smoothing,
                dropout,
                averaging,
                new Recipe.Rates(rate, pretrainedFactor, 1, 0.1, decay, 0, false),
                new Recipe.Views(64, smallestView, true, 0.2, 0, 0));
    }

    static TrainConfig withSeed(TrainConfig config, long seed) {
        return new TrainConfig(
                config.data(),
                config.name(),
                config.models(),
                config.architecture(),
                config.weights(),
                config.recipe(),
                seed,
                config.threads(),
                config.stated());
    }

    static TrainConfig config(Path photos, Path models, Optional<Path> weights, Recipe recipe) {
        return new TrainConfig(
                new TrainConfig.Data(photos, 0.15, 1, 0, 1_000_000, models.resolveSibling("pictures")),
                "colours",
                models,
                "resnet18",
                weights,
                recipe,
                1,
                1,
                Map.of("train.epochs", recipe.epochs()));
    }
}
