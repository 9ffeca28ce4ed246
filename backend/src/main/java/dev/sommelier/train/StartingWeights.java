package dev.sommelier.train;

import dev.sommelier.failure.Failure;
import dev.sommelier.network.Graph;
import dev.sommelier.network.Op;
import dev.sommelier.network.Parameter;
import dev.sommelier.network.Safetensors;
import dev.sommelier.network.Tensor;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A file of weights that a run starts from. It may lack layers, but what it has must fit, else a run would silently
/// start from nothing. Its last layer is left out: it tells apart classes that may be others, even if as many.
record StartingWeights(Path file, Graph graph) {

    /// @throws Failure.BadConfig that names the tensor which does not fit
    Weights read() {
        if (!Files.isRegularFile(file)) {
            throw bad("is not a file");
        }
        try {
            Weights body = Safetensors.read(file).without(head());
            check(body);
            return body;
        } catch (IOException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    private void check(Weights body) {
        List<Parameter> known =
                graph.parameters().stream().filter(p -> body.has(p.name())).toList();
        if (known.isEmpty()) {
            throw bad("holds no layer of " + graph.name());
        }
        known.forEach(parameter -> check(parameter, body.get(parameter.name())));
    }

    private void check(Parameter parameter, Tensor tensor) {
        if (!tensor.shape().equals(parameter.shape())) {
            throw bad("holds %s in shape %s, and %s needs %s"
                    .formatted(parameter.name(), tensor.shape(), graph.name(), parameter.shape()));
        }
        for (float value : tensor.values()) {
            if (!Float.isFinite(value)) {
                throw bad("holds %s in %s".formatted(value, parameter.name()));
            }
        }
    }

    private Set<String> head() {
        return graph.ops().stream()
                .filter(Op.Linear.class::isInstance)
                .flatMap(op -> op.parameters().stream())
                .map(Parameter::name)
                .collect(Collectors.toSet());
    }

    private Failure.BadConfig bad(String what) {
        return new Failure.BadConfig("train.weights: %s %s".formatted(file, what));
    }
}
