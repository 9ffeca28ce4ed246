package dev.sommelier.model;

import dev.sommelier.image.Preprocessing;
import dev.sommelier.network.FreshWeights;
import dev.sommelier.network.Graph;
import dev.sommelier.network.ResNet;
import dev.sommelier.network.Safetensors;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A real model that nobody trained, small enough for a test.
public final class RandomModel {
    public static final List<String> LABELS = List.of("beer", "whiskey", "wine");

    private RandomModel() {}

    public static Graph graph() {
        return ResNet.RESNET18.graph(LABELS.size());
    }

    public static Weights weights(long seed) {
        return new FreshWeights(seed).complete(graph(), new Weights(Map.of())).weights();
    }

    public static ModelCard card(int version, int side) {
        return new ModelCard(
                1,
                "random",
                Integer.toString(version),
                LABELS,
                ResNet.RESNET18.id(),
                Preprocessing.imagenet().withSize(side, side),
                new ModelCard.Calibration(2),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Map.of());
    }

    /// Publishes it as the next version in a folder.
    public static Bundle publish(Path folder) throws IOException {
        return new Versions(folder)
                .publish(version -> card(version, 64), Map.of(Bundle.WEIGHTS, Safetensors.write(weights(7))));
    }
}
