package dev.sommelier.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// Networks with weights that exercise every parameter: no batch norm is left the identity, and scales below 1 keep
/// deep sums at the size that trained networks have.
final class Networks {
    private Networks() {}

    static Weights random(Graph graph) {
        SplittableRandom random = new SplittableRandom(7);
        Weights fresh =
                new FreshWeights(7).complete(graph, new Weights(Map.of())).weights();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (Parameter parameter : graph.parameters()) {
            Tensor tensor = fresh.get(parameter.name());
            boolean perChannel = parameter.shape().size() == 1;
            for (int i = 0; perChannel && i < tensor.values().length; i++) {
                boolean scale = tensor.values()[i] == 1;
                tensor.values()[i] = (float) (scale ? random.nextDouble(0.2, 0.8) : random.nextDouble(-0.2, 0.2));
            }
            tensors.put(parameter.name(), tensor);
        }
        return new Weights(tensors);
    }

    /// Noise, each image with more contrast than the one before.
    static float[] images(int count, int side) {
        SplittableRandom random = new SplittableRandom(11);
        int perImage = 3 * side * side;
        float[] values = new float[count * perImage];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * (1 + i / perImage);
        }
        return values;
    }
}
