package dev.sommelier.network;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A network: operations in an order in which each one's inputs are there before it.
///
/// @param name a word that fits in a file name and an identifier, for example `resnet18`
/// @param input name of the one input value, `(N, 3, H, W)`
/// @param outputs what the network answers: output name to value name, in order
public record Graph(String name, String input, List<Op> ops, Map<String, String> outputs) {

    /// Output name of the class scores before softmax, `(N, classes)`.
    public static final String LOGITS = "logits";

    /// Output name of what the last layer sees, `(N, features)`.
    public static final String EMBEDDING = "embedding";

    /// Output name of the class activation map, `(N, classes, H, W)`.
    public static final String ACTIVATION = "activation";

    public Graph {
        ops = List.copyOf(ops);
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        Map<String, Integer> known = new HashMap<>(Map.of(input, 0));
        for (Op op : ops) {
            if (!known.keySet().containsAll(op.inputs()) || known.put(op.name(), 0) != null) {
                throw new IllegalArgumentException(
                        "%s comes before its inputs %s or twice".formatted(op.name(), op.inputs()));
            }
        }
        if (!known.keySet().containsAll(outputs.values())) {
            throw new IllegalArgumentException("outputs %s are not all computed".formatted(outputs));
        }
    }

    /// All parameters, in the order of their operations.
    public List<Parameter> parameters() {
        return ops.stream().flatMap(op -> op.parameters().stream()).toList();
    }

    /// How often each value is read, by operations and as an output.
    Map<String, Integer> uses() {
        Map<String, Integer> uses = new HashMap<>();
        ops.forEach(op -> op.inputs().forEach(in -> uses.merge(in, 1, Integer::sum)));
        outputs.values().forEach(out -> uses.merge(out, 1, Integer::sum));
        return uses;
    }
}
