package dev.sommelier.train;

import dev.sommelier.failure.Failure;
import dev.sommelier.network.Graph;
import dev.sommelier.network.Op;
import dev.sommelier.network.Parameter;
import dev.sommelier.network.Tensor;
import dev.sommelier.network.Weights;
import dev.sommelier.network.WeightsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A file of weights that a run starts from. It may lack layers, but what it has must fit, else a run would
/// silently start from nothing. Its last layer is left out: it tells apart classes that may be others, even if as
/// many.
record StartingWeights(Path file, Graph graph) {

    /// What a run starts from, and which file that was: whoever asks again after hours may meet another one.
    ///
    /// @param sha256 of the file's bytes, in hex
    record Loaded(Weights weights, String sha256) {}

    /// @throws Failure.BadConfig that names the tensor which does not fit
    Weights read() {
        return load().weights();
    }

    /// @throws Failure.BadConfig that names the tensor which does not fit, or what else is wrong with the file
    Loaded load() {
        if (!Files.isRegularFile(file)) {
            throw bad("is not a file");
        }
        try {
            String before = Checksum.of(file);
            Weights body = WeightsFile.read(file).without(head());
            check(body);
            if (!Checksum.of(file).equals(before)) {
                throw bad("was changed while it was read. Try again once nothing writes to it");
            }
            return new Loaded(body, before);
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
