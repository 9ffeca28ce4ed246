package dev.sommelier.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.sommelier.network.Graph;
import dev.sommelier.network.Parameter;
import dev.sommelier.network.Tensor;
import dev.sommelier.network.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The arrays that learning moves, for copying out and in.
///
/// @param parameters the graph's, by name: the engine's own arrays
/// @param memories the optimiser's moments and the moving average, by name: their own arrays
record LearnerState(Graph graph, Map<String, NDArray> parameters, Map<String, NDArray> memories) {

    NDArray parameter(String name) {
        return named(parameters, name);
    }

    /// A copy of the parameters as they are now.
    Weights weights() {
        Map<String, Tensor> copy = new LinkedHashMap<>();
        for (Parameter parameter : graph.parameters()) {
            copy.put(parameter.name(), new Tensor(parameter.shape(), floats(parameter(parameter.name()))));
        }
        return new Weights(copy);
    }

    /// A copy of what a step needs of the steps before it.
    Weights memory() {
        Map<String, Tensor> copy = new LinkedHashMap<>();
        memories.forEach((name, array) -> copy.put(name, new Tensor(shape(array), floats(array))));
        return new Weights(copy);
    }

    /// Goes back to where a learner of the same configuration was.
    ///
    /// @param temporary for arrays that are not needed afterwards
    void restore(Weights weights, Weights memory, NDManager temporary) {
        parameters.forEach((name, array) -> set(array, weights.get(name).values(), temporary));
        memories.forEach((name, array) -> set(array, memory.get(name).values(), temporary));
    }

    static void set(NDArray array, float[] values, NDManager temporary) {
        try (NDArray given = temporary.create(values, array.getShape());
                NDArray typed = given.toType(array.getDataType(), false)) {
            MovingAverage.assign(array, typed);
        }
    }

    static NDArray named(Map<String, NDArray> arrays, String name) {
        NDArray array = arrays.get(name);
        if (array == null) {
            throw new IllegalArgumentException("there is no array " + name);
        }
        return array;
    }

    private static List<Integer> shape(NDArray array) {
        return Arrays.stream(array.getShape().getShape())
                .mapToObj(Math::toIntExact)
                .toList();
    }

    private static float[] floats(NDArray array) {
        try (NDArray floats = array.toType(DataType.FLOAT32, true)) {
            return floats.toFloatArray();
        }
    }
}
