package dev.sommelier.model;

import dev.sommelier.image.Preprocessing;
import dev.sommelier.network.FreshWeights;
import dev.sommelier.network.Graph;
import dev.sommelier.network.ResNet;
import dev.sommelier.network.Safetensors;
import dev.sommelier.network.Tensor;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A sound model of two drinks, for the tests to damage.
final class Drinks {
    private static final Weights FRESH = fresh(2);
    private static final byte[] WEIGHTS = Safetensors.write(FRESH);

    private Drinks() {}

    static Map<String, byte[]> files() {
        return Map.of(Bundle.WEIGHTS, WEIGHTS);
    }

    static Map<String, byte[]> files(Weights weights) {
        return Map.of(Bundle.WEIGHTS, Safetensors.write(weights));
    }

    static Weights fresh(int classes) {
        Graph graph = ResNet.RESNET18.graph(classes);
        return new FreshWeights(1).complete(graph, new Weights(Map.of())).weights();
    }

    /// The sound weights with one number in one tensor exchanged.
    static Weights withValue(String tensor, float value) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        FRESH.names().forEach(name -> tensors.put(name, FRESH.get(name)));
        float[] values = FRESH.get(tensor).values().clone();
        values[values.length / 2] = value;
        tensors.put(tensor, new Tensor(FRESH.get(tensor).shape(), values));
        return new Weights(tensors);
    }

    static ModelCard card(int version) {
        return new ModelCard(
                1,
                "drinks",
                Integer.toString(version),
                List.of("beer", "wine"),
                "resnet18",
                Preprocessing.imagenet(),
                new ModelCard.Calibration(1.5f),
                Optional.empty(),
                Optional.empty(),
                Map.of("accuracy", 0.9),
                Map.of("seed", 1),
                Map.of());
    }

    /// Writes a whole bundle into a folder, which is made.
    static Path write(Path folder, int version) throws IOException {
        Bundle.write(Files.createDirectories(folder), card(version), files());
        return folder;
    }
}
