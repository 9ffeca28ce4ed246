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
/// @param data the photos
/// @param name of the model, and of its folder in `models`
/// @param models where the bundle is published
/// @param architecture `resnet18` or `resnet34`
/// @param weights file to start from; layers that it lacks start fresh
/// @param recipe how to learn
/// @param seed of the fresh layers and every random choice in training
/// @param threads of the engine, 1 to 256
/// @param thumbnails longer side of the small pictures of training photos that the bundle gets, 32 to 256 pixels; 0 for
///     none
/// @param stated every setting as resolved, kept with the model
public record TrainConfig(
        Data data,
        String name,
        Path models,
        String architecture,
        Optional<Path> weights,
        Recipe recipe,
        long seed,
        int threads,
        int thumbnails,
        Map<String, Object> stated) {

    /// The photos, and who sees which.
    ///
    /// @param folder of class folders
    /// @param share part of the photos for validation, and again for test; 0.05 to 0.4
    /// @param seed of the split
    /// @param folds parts that take their turns at being judged by, 2 to 20; 0 keeps photos for validation and
    ///     test instead
    /// @param maxPixels larger photos are left out
    /// @param cache keeps decoded pictures between runs
    public record Data(Path folder, double share, long seed, int folds, long maxPixels, Path cache) {
        public Data {
            Limits.check("dataset.share", share, 0.05, 0.4);
            Limits.check("dataset.folds", folds, 0, 20);
            if (folds == 1) {
                throw Limits.bad("dataset.folds: one part leaves nothing to learn from; set 0, or 2 to 20");
            }
            Limits.check("serve.max-pixels", (double) maxPixels, 1024, 1L << 30);
        }
    }

    /// Publishes no pictures.
    public TrainConfig(
            Data data,
            String name,
            Path models,
            String architecture,
            Optional<Path> weights,
            Recipe recipe,
            long seed,
            int threads,
            Map<String, Object> stated) {
        this(data, name, models, architecture, weights, recipe, seed, threads, 0, stated);
    }

    public TrainConfig {
        if (thumbnails != 0) {
            Limits.check("model.thumbnails", thumbnails, 32, 256);
        }
        Limits.check("train.threads", threads, 1, 256);
        List<String> known = Stream.of(ResNet.values()).map(ResNet::id).toList();
        if (!known.contains(architecture)) {
            throw new Failure.BadConfig(
                    "model.architecture: '%s' is none of %s".formatted(architecture, String.join(", ", known)));
        }
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new Failure.BadConfig("model.name: letters, digits, '-' and '_' only, got '%s'".formatted(name));
        }
    }
}
