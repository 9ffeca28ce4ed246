package dev.sommelier.model;

import dev.sommelier.image.Preprocessing;
import dev.sommelier.network.FreshWeights;
import dev.sommelier.network.Graph;
import dev.sommelier.network.ResNet;
import dev.sommelier.network.Safetensors;
import dev.sommelier.network.Tensor;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
        return publish(folder, weights(7));
    }

    public static Bundle publish(Path folder, Weights weights) throws IOException {
        return new Versions(folder)
                .publish(version -> card(version, 64), Map.of(Bundle.WEIGHTS, Safetensors.write(weights)));
    }

    /// Finite weights, whose network's values are not.
    public static Weights diverged() {
        Weights sane = weights(7);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : sane.names()) {
            Tensor tensor = sane.get(name);
            tensors.put(name, tensor.shape().size() == 4 ? times(tensor, 1000) : tensor);
        }
        return new Weights(tensors);
    }

    private static Tensor times(Tensor tensor, float factor) {
        float[] values = tensor.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return new Tensor(tensor.shape(), values);
    }
}
