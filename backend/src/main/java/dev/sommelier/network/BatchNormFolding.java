package dev.sommelier.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Moves each batch norm that follows a convolution into that convolution, which gets a bias: the same answers with
/// fewer operations. What comes out cannot be trained any more.
///
/// With `s = weight / √(running_var + ε)`: filter `k · s` and bias `b − running_mean · s`.
public final class BatchNormFolding {

    /// A network and the weights that belong to it.
    public record Folded(Graph graph, Weights weights) {}

    private final Weights weights;
    private final Map<String, Integer> uses;
    private final Map<String, Op> byName = new HashMap<>();
    private final Map<String, String> renamed = new HashMap<>();
    private final List<Op> ops = new ArrayList<>();
    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    private BatchNormFolding(Graph graph, Weights weights) {
        this.weights = weights;
        this.uses = graph.uses();
        graph.ops().forEach(op -> byName.put(op.name(), op));
    }

    public static Folded fold(Graph graph, Weights weights) {
        BatchNormFolding folding = new BatchNormFolding(graph, weights);
        graph.ops().forEach(folding::take);
        Map<String, String> outputs = new LinkedHashMap<>(graph.outputs());
        outputs.replaceAll((output, value) -> folding.renamed.getOrDefault(value, value));
        return new Folded(new Graph(graph.name(), graph.input(), folding.ops, outputs), new Weights(folding.tensors));
    }

    private void take(Op op) {
        if (op instanceof Op.BatchNorm2d norm && byName.get(norm.input()) instanceof Op.Conv2d conv && foldable(conv)) {
            ops.set(ops.indexOf(renamed(conv)), biased(renamed(conv)));
            scale(conv, norm);
            renamed.put(norm.name(), conv.name());
        } else {
            ops.add(renamed(op));
            op.parameters().forEach(p -> tensors.put(p.name(), weights.get(p.name())));
        }
    }

    private boolean foldable(Op.Conv2d conv) {
        return !conv.bias() && uses.getOrDefault(conv.name(), 0) == 1;
    }

    private static Op.Conv2d biased(Op.Conv2d c) {
        return new Op.Conv2d(c.name(), c.input(), c.in(), c.out(), c.kernel(), c.stride(), c.padding(), true);
    }

    private void scale(Op.Conv2d conv, Op.BatchNorm2d norm) {
        Tensor filters = weights.get(conv.name() + ".weight");
        float[] scaled = filters.values().clone();
        float[] bias = new float[conv.out()];
        int perFilter = scaled.length / conv.out();
        for (int out = 0; out < conv.out(); out++) {
            double s = of(norm, "weight", out) / Math.sqrt(of(norm, "running_var", out) + Op.BatchNorm2d.EPSILON);
            for (int i = out * perFilter; i < (out + 1) * perFilter; i++) {
                scaled[i] = (float) (scaled[i] * s);
            }
            bias[out] = (float) (of(norm, "bias", out) - of(norm, "running_mean", out) * s);
        }
        tensors.put(conv.name() + ".weight", new Tensor(filters.shape(), scaled));
        tensors.put(conv.name() + ".bias", new Tensor(List.of(conv.out()), bias));
    }

    private double of(Op.BatchNorm2d norm, String attribute, int channel) {
        return weights.get(norm.name() + "." + attribute).values()[channel];
    }

    private Op.Conv2d renamed(Op.Conv2d c) {
        return new Op.Conv2d(
                c.name(), renamed(c.input()), c.in(), c.out(), c.kernel(), c.stride(), c.padding(), c.bias());
    }

    private String renamed(String value) {
        return renamed.getOrDefault(value, value);
    }

    private Op renamed(Op op) {
        return switch (op) {
            case Op.Conv2d c -> renamed(c);
            case Op.BatchNorm2d b -> new Op.BatchNorm2d(b.name(), renamed(b.input()), b.channels());
            case Op.Relu r -> new Op.Relu(r.name(), renamed(r.input()));
            case Op.Add a -> new Op.Add(a.name(), renamed(a.left()), renamed(a.right()));
            case Op.MaxPool2d m -> new Op.MaxPool2d(m.name(), renamed(m.input()), m.kernel(), m.stride(), m.padding());
            case Op.GlobalAveragePool p -> new Op.GlobalAveragePool(p.name(), renamed(p.input()));
            case Op.Linear l -> new Op.Linear(l.name(), renamed(l.input()), l.in(), l.out());
            case Op.ClassActivation c -> new Op.ClassActivation(c.name(), renamed(c.input()), c.classifier());
        };
    }
}
