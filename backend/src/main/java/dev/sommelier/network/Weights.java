package dev.sommelier.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Named tensors of a network.
public final class Weights {
    private final Map<String, Tensor> tensors;

    /// Keeps the order of the map.
    ///
    /// @param tensors by parameter name
    public Weights(Map<String, Tensor> tensors) {
        this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    public Set<String> names() {
        return tensors.keySet();
    }

    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    /// @throws IllegalArgumentException if there is none of that name
    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("tensor %s is missing".formatted(name));
        }
        return tensor;
    }

    /// The same without some tensors, whether they are there or not.
    public Weights without(Set<String> names) {
        Map<String, Tensor> rest = new LinkedHashMap<>(tensors);
        rest.keySet().removeAll(names);
        return new Weights(rest);
    }

    /// Exactly the graph's parameters, in its order; others are left out.
    ///
    /// @throws IllegalArgumentException that names a tensor which is missing, of another shape, not finite or a
    ///     negative variance
    public Weights fitting(Graph graph) {
        Map<String, Tensor> fitting = new LinkedHashMap<>();
        for (Parameter parameter : graph.parameters()) {
            Tensor tensor = get(parameter.name());
            if (!tensor.shape().equals(parameter.shape())) {
                throw new IllegalArgumentException("tensor %s has shape %s, and %s needs %s"
                        .formatted(parameter.name(), tensor.shape(), graph.name(), parameter.shape()));
            }
            checkValues(parameter, tensor);
            fitting.put(parameter.name(), tensor);
        }
        return new Weights(fitting);
    }

    /// Batch norm takes the root of a variance.
    private static void checkValues(Parameter parameter, Tensor tensor) {
        boolean variance = parameter.attribute().equals("running_var");
        for (float value : tensor.values()) {
            if (!Float.isFinite(value) || (variance && value < 0)) {
                throw new IllegalArgumentException("tensor %s holds %s".formatted(parameter.name(), value));
            }
        }
    }
}
