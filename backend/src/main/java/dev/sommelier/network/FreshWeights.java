package dev.sommelier.network;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Weights for layers that nobody trained yet, as torchvision starts them: convolutions normal with variance `2 /
/// (out · kernel²)`, linear layers uniform within `1 / √in`, batch norm the identity. Where asked for, the batch
/// norm that ends a residual branch starts at zero instead, so that a fresh block first passes on what it is
/// given.
///
/// @see <a href="https://arxiv.org/abs/1706.02677">Goyal et al., section 5.1: the zero start of residual
///     branches</a>
/// @see <a href="https://arxiv.org/abs/1502.01852">He et al., Delving Deep into Rectifiers</a>
public final class FreshWeights {
    private final RandomGenerator random;
    private final boolean quietBranches;

    /// @param seed the same seed gives the same weights
    public FreshWeights(long seed) {
        this(seed, false);
    }

    /// @param quietBranches whether residual branches start at zero
    public FreshWeights(long seed, boolean quietBranches) {
        this.random = new SplittableRandom(seed);
        this.quietBranches = quietBranches;
    }

    /// Every parameter of a graph.
    ///
    /// @param fresh names of those that were made here
    public record Completed(Weights weights, Set<String> fresh) {}

    /// What `known` has in the graph's shapes, and fresh values for the rest.
    public Completed complete(Graph graph, Weights known) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Set<String> made = new HashSet<>();
        Set<String> quiet = quietBranches ? branchEnds(graph) : Set.of();
        for (Op op : graph.ops()) {
            for (Parameter parameter : op.parameters()) {
                Tensor fresh =
                        quiet.contains(parameter.name()) ? Tensor.filled(parameter.shape(), 0) : fresh(op, parameter);
                if (known.has(parameter.name())
                        && known.get(parameter.name()).shape().equals(fresh.shape())) {
                    tensors.put(parameter.name(), known.get(parameter.name()));
                } else {
                    tensors.put(parameter.name(), fresh);
                    made.add(parameter.name());
                }
            }
        }
        return new Completed(new Weights(tensors), made);
    }

    /// Names of the scales of the values that are added to a shortcut.
    private static Set<String> branchEnds(Graph graph) {
        return graph.ops().stream()
                .filter(Op.Add.class::isInstance)
                .map(op -> ((Op.Add) op).left() + ".weight")
                .collect(Collectors.toSet());
    }

    private Tensor fresh(Op op, Parameter parameter) {
        List<Integer> shape = parameter.shape();
        return switch (op) {
            case Op.Conv2d c
            when isScale(parameter.attribute()) -> normal(shape, Math.sqrt(2.0 / (c.out() * c.kernel() * c.kernel())));
            case Op.Linear l -> uniform(shape, 1 / Math.sqrt(l.in()));
            default -> Tensor.filled(shape, isScale(parameter.attribute()) ? 1 : 0);
        };
    }

    private static boolean isScale(String attribute) {
        return attribute.equals("weight") || attribute.equals("running_var");
    }

    private Tensor normal(List<Integer> shape, double deviation) {
        Tensor tensor = Tensor.filled(shape, 0);
        for (int i = 0; i < tensor.values().length; i++) {
            tensor.values()[i] = (float) random.nextGaussian(0, deviation);
        }
        return tensor;
    }

    private Tensor uniform(List<Integer> shape, double bound) {
        Tensor tensor = Tensor.filled(shape, 0);
        for (int i = 0; i < tensor.values().length; i++) {
            tensor.values()[i] = (float) random.nextDouble(-bound, bound);
        }
        return tensor;
    }
}
