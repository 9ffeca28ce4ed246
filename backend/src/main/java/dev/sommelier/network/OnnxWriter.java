package dev.sommelier.network;

import ai.onnx.proto.OnnxMl;
import java.util.List;
import java.util.SequencedCollection;
import java.util.stream.Stream;

/// Writes a network as an ONNX model: one input `(N, 3, height, width)` with a free batch size, and the graph's
/// outputs under their names.
public final class OnnxWriter {
    public static final String LOW = "low";
    public static final String HIGH = "high";

    private final Graph graph;
    private final Weights weights;
    private final OnnxNumbers numbers;

    private OnnxWriter(Graph graph, Weights weights, OnnxNumbers numbers) {
        this.graph = graph;
        this.weights = weights;
        this.numbers = numbers;
    }

    /// In 32-bit floats.
    public OnnxWriter(Graph graph, Weights weights) {
        this(graph, weights.fitting(graph), new OnnxFloats(weights));
    }

    /// In 8-bit whole numbers.
    public OnnxWriter(Quantisation quantisation) {
        this(
                quantisation.graph(),
                quantisation.weights(),
                new OnnxBytes(quantisation, new OnnxFloats(quantisation.weights())));
    }

    /// The model file, for inputs of one size.
    public byte[] write(int height, int width) {
        OnnxModel out = computed(height, width);
        graph.outputs().forEach((name, value) -> out.output(name, numbers.operand(value)));
        return out.write(graph.name());
    }

    /// A model file that answers, in place of the graph's outputs, with the least and the greatest number of each
    /// of the values, [#LOW] and [#HIGH], `(N, values, 1, 1)`.
    ///
    /// @param values names of values `(N, C, H, W)`
    public byte[] writeExtremes(SequencedCollection<String> values, int height, int width) {
        OnnxModel out = computed(height, width);
        extremes(out, "ReduceMin", LOW, values);
        extremes(out, "ReduceMax", HIGH, values);
        return out.write(graph.name());
    }

    private void extremes(OnnxModel out, String type, String name, SequencedCollection<String> values) {
        List<String> extremes = values.stream()
                .map(value -> out.node(type, value + "." + name, List.of(numbers.operand(value)))
                        .addAttribute(OnnxAttribute.of("axes", 1, 2, 3))
                        .getOutput(0))
                .toList();
        out.node("Concat", name + ".all", extremes).addAttribute(OnnxAttribute.of("axis", 1));
        out.output(name, name + ".all");
    }

    private OnnxModel computed(int height, int width) {
        OnnxModel out = new OnnxModel();
        out.input(graph.input(), List.of(3, height, width));
        numbers.store(out, graph.input(), graph.input());
        graph.ops().forEach(op -> add(out, op));
        return out;
    }

    private void add(OnnxModel out, Op op) {
        if (numbers.absorbs(op)) {
            numbers.store(out, op.name(), op.inputs().getFirst());
        } else {
            compute(out, op);
            numbers.store(out, op.name(), op.name());
        }
    }

    private void compute(OnnxModel out, Op op) {
        switch (op) {
            case Op.Conv2d c -> window(node(out, "Conv", c), c.kernel(), c.stride(), c.padding());
            case Op.BatchNorm2d b ->
                node(out, "BatchNormalization", b)
                        .addAttribute(OnnxAttribute.of("epsilon", (float) Op.BatchNorm2d.EPSILON));
            case Op.Relu r -> node(out, "Relu", r);
            case Op.Add a -> node(out, "Add", a);
            case Op.MaxPool2d m -> window(node(out, "MaxPool", m), m.kernel(), m.stride(), m.padding());
            case Op.GlobalAveragePool p -> pool(out, p);
            case Op.Linear l -> node(out, "Gemm", l).addAttribute(OnnxAttribute.of("transB", 1));
            case Op.ClassActivation c -> activation(out, c);
        }
    }

    private OnnxMl.NodeProto.Builder node(OnnxModel out, String type, Op op) {
        List<String> parameters = numbers.parameters(out, op);
        List<String> inputs = Stream.concat(op.inputs().stream().map(numbers::operand), parameters.stream())
                .toList();
        return out.node(type, op.name(), inputs);
    }

    private static void window(OnnxMl.NodeProto.Builder node, int kernel, int stride, int padding) {
        node.addAttribute(OnnxAttribute.of("kernel_shape", kernel, kernel));
        node.addAttribute(OnnxAttribute.of("strides", stride, stride));
        node.addAttribute(OnnxAttribute.of("pads", padding, padding, padding, padding));
    }

    private void pool(OnnxModel out, Op.GlobalAveragePool p) {
        String mean = p.name() + ".mean";
        out.node("GlobalAveragePool", mean, List.of(numbers.operand(p.input())));
        out.node("Flatten", p.name(), List.of(mean));
    }

    private void activation(OnnxModel out, Op.ClassActivation c) {
        Op.Linear fc = c.classifier();
        String filters = out.floats(
                c.name() + ".filters",
                List.of(fc.out(), fc.in(), 1, 1),
                weights.get(fc.name() + ".weight").values());
        window(node(out, "Conv", c).addInput(filters), 1, 1, 0);
    }
}
