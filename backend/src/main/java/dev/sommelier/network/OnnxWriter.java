package dev.sommelier.network;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// Writes a network as an ONNX model, opset 17: one input `(N, 3, height, width)` with a free batch size, and the
/// graph's outputs under their names.
///
/// @see <a href="https://onnx.ai/onnx/operators/">the operators</a>
public final class OnnxWriter {
    private static final int OPSET = 17;
    private static final int IR_VERSION = 8;

    private final Graph graph;
    private final Weights weights;
    private final OnnxMl.GraphProto.Builder out = OnnxMl.GraphProto.newBuilder();

    public OnnxWriter(Graph graph, Weights weights) {
        this.graph = graph;
        this.weights = weights.fitting(graph);
    }

    /// The model file, for inputs of one size.
    public byte[] write(int height, int width) {
        out.clear().setName(graph.name());
        out.addInput(value(graph.input(), List.of(3, height, width)));
        graph.ops().forEach(this::add);
        graph.outputs().forEach(this::output);
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("sommelier")
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(out)
                .build()
                .toByteArray();
    }

    private void add(Op op) {
        op.parameters().stream()
                .filter(p -> p.kind() != Parameter.Kind.COUNTER)
                .forEach(p -> initializer(p.name(), p.shape(), weights.get(p.name())));
        switch (op) {
            case Op.Conv2d c -> conv(c);
            case Op.BatchNorm2d b ->
                node("BatchNormalization", b).addAttribute(OnnxAttribute.of("epsilon", (float) Op.BatchNorm2d.EPSILON));
            case Op.Relu r -> node("Relu", r);
            case Op.Add a -> node("Add", a);
            case Op.MaxPool2d m -> window(node("MaxPool", m), m.kernel(), m.stride(), m.padding());
            case Op.GlobalAveragePool p -> pool(p);
            case Op.Linear l -> node("Gemm", l).addAttribute(OnnxAttribute.of("transB", 1));
            case Op.ClassActivation c -> activation(c);
        }
    }

    private OnnxMl.NodeProto.Builder node(String type, Op op) {
        OnnxMl.NodeProto.Builder node =
                out.addNodeBuilder().setOpType(type).setName(op.name()).addAllInput(op.inputs());
        op.parameters().stream().filter(p -> p.kind() != Parameter.Kind.COUNTER).forEach(p -> node.addInput(p.name()));
        return node.addOutput(op.name());
    }

    private void conv(Op.Conv2d c) {
        window(node("Conv", c), c.kernel(), c.stride(), c.padding());
    }

    private static void window(OnnxMl.NodeProto.Builder node, int kernel, int stride, int padding) {
        node.addAttribute(OnnxAttribute.of("kernel_shape", kernel, kernel));
        node.addAttribute(OnnxAttribute.of("strides", stride, stride));
        node.addAttribute(OnnxAttribute.of("pads", padding, padding, padding, padding));
    }

    private void pool(Op.GlobalAveragePool p) {
        String mean = p.name() + ".mean";
        out.addNodeBuilder()
                .setOpType("GlobalAveragePool")
                .setName(mean)
                .addInput(p.input())
                .addOutput(mean);
        out.addNodeBuilder()
                .setOpType("Flatten")
                .setName(p.name())
                .addInput(mean)
                .addOutput(p.name());
    }

    private void activation(Op.ClassActivation c) {
        String filters = c.name() + ".filters";
        Op.Linear fc = c.classifier();
        initializer(filters, List.of(fc.out(), fc.in(), 1, 1), weights.get(fc.name() + ".weight"));
        window(node("Conv", c).addInput(filters), 1, 1, 0);
    }

    private void initializer(String name, List<Integer> shape, Tensor tensor) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.values().length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(tensor.values());
        OnnxMl.TensorProto.Builder initializer =
                out.addInitializerBuilder().setName(name).setDataType(OnnxMl.TensorProto.DataType.FLOAT_VALUE);
        shape.forEach(initializer::addDims);
        initializer.setRawData(ByteString.copyFrom(bytes));
    }

    private void output(String name, String value) {
        out.addNodeBuilder()
                .setOpType("Identity")
                .setName("output." + name)
                .addInput(value)
                .addOutput(name);
        out.addOutputBuilder()
                .setName(name)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(1);
    }

    private static OnnxMl.ValueInfoProto value(String name, List<Integer> shape) {
        OnnxMl.ValueInfoProto.Builder value = OnnxMl.ValueInfoProto.newBuilder().setName(name);
        OnnxMl.TypeProto.Tensor.Builder type =
                value.getTypeBuilder().getTensorTypeBuilder().setElemType(1);
        type.getShapeBuilder().addDimBuilder().setDimParam("N");
        shape.forEach(side -> type.getShapeBuilder().addDimBuilder().setDimValue(side));
        return value.build();
    }
}
