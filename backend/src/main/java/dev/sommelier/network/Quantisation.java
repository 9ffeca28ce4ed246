package dev.sommelier.network;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/// A network whose convolutions, and what lies between them, compute with 8-bit whole numbers. Its head, from the
/// average pool on, stays in floats: it takes no time, and what it answers keeps its precision.
///
/// @param graph folded
/// @param weights in floats; the writer rounds them
/// @param forms how each value is stored; those without an entry stay floats
public record Quantisation(Graph graph, Weights weights, Map<String, Affine> forms) {

    public Quantisation {
        forms = Map.copyOf(forms);
    }

    /// @param folded a network without batch norms
    /// @param measured how the values of [#measured] are stored
    /// @throws IllegalArgumentException that names values which are missing or not known
    public static Quantisation of(BatchNormFolding.Folded folded, Map<String, Affine> measured) {
        checkNames(folded.graph(), measured.keySet());
        Map<String, Affine> forms = new HashMap<>(measured);
        for (Op op : folded.graph().ops()) {
            // A maximum is one of the numbers that it is taken of.
            if (op instanceof Op.MaxPool2d pool) {
                Optional.ofNullable(forms.get(pool.input())).ifPresent(form -> forms.put(pool.name(), form));
            }
        }
        return new Quantisation(folded.graph(), folded.weights(), forms);
    }

    private static void checkNames(Graph graph, Set<String> names) {
        Set<String> missing = new TreeSet<>(measured(graph));
        missing.removeAll(names);
        Set<String> unknown = new TreeSet<>(names);
        unknown.removeAll(measured(graph));
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "ranges are missing for %s, and %s are not known".formatted(missing, unknown));
        }
    }

    /// Values whose ranges have to be known: the input, and what is computed before the head. Of a convolution or
    /// sum that only a ReLU reads, the outcome of the ReLU is stored.
    ///
    /// @param graph folded
    public static SequencedSet<String> measured(Graph graph) {
        SequencedSet<String> measured = new LinkedHashSet<>();
        measured.add(graph.input());
        Set<String> rectified = rectified(graph);
        graph.ops().stream()
                .filter(Quantisation::stored)
                .map(Op::name)
                .filter(name -> !rectified.contains(name))
                .forEach(measured::add);
        return measured;
    }

    private static boolean stored(Op op) {
        return switch (op) {
            case Op.Conv2d c -> true;
            case Op.Add a -> true;
            case Op.Relu r -> true;
            case Op.BatchNorm2d b -> false;
            case Op.MaxPool2d m -> false;
            case Op.GlobalAveragePool p -> false;
            case Op.Linear l -> false;
            case Op.ClassActivation c -> false;
        };
    }

    /// Values that are read once, by a ReLU.
    private static Set<String> rectified(Graph graph) {
        Map<String, Integer> uses = graph.uses();
        Set<String> rectified = new HashSet<>();
        for (Op op : graph.ops()) {
            if (op instanceof Op.Relu relu && uses.getOrDefault(relu.input(), 0) == 1) {
                rectified.add(relu.input());
            }
        }
        rectified.remove(graph.input());
        return rectified;
    }

    boolean stores(String value) {
        return forms.containsKey(value);
    }

    /// @throws IllegalArgumentException if the value stays a float
    Affine form(String value) {
        Affine form = forms.get(value);
        if (form == null) {
            throw new IllegalArgumentException(value + " is not stored in whole numbers");
        }
        return form;
    }
}
