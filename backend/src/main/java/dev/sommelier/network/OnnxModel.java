package dev.sommelier.network;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// An ONNX model of opset 17 while it is put together.
///
/// @see <a href="https://onnx.ai/onnx/operators/">the operators</a>
final class OnnxModel {
    private static final int OPSET = 17;
    private static final int IR_VERSION = 8;

    private final OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder();

    /// An input of floats `(N, shape)` with a free batch size N.
    void input(String name, List<Integer> shape) {
        OnnxMl.ValueInfoProto.Builder value = graph.addInputBuilder().setName(name);
        OnnxMl.TypeProto.Tensor.Builder type =
                value.getTypeBuilder().getTensorTypeBuilder().setElemType(1);
        type.getShapeBuilder().addDimBuilder().setDimParam("N");
        shape.forEach(side -> type.getShapeBuilder().addDimBuilder().setDimValue(side));
    }

    /// An output of floats.
    void output(String name, String value) {
        node("Identity", "output." + name, List.of(value)).setOutput(0, name);
        graph.addOutputBuilder()
                .setName(name)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(1);
    }

    /// A node whose output has its name.
    OnnxMl.NodeProto.Builder node(String type, String name, List<String> inputs) {
        return graph.addNodeBuilder()
                .setOpType(type)
                .setName(name)
                .addAllInput(inputs)
                .addOutput(name);
    }

    /// @return the name
    String floats(String name, List<Integer> shape, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return initializer(name, OnnxMl.TensorProto.DataType.FLOAT_VALUE, shape, ByteString.copyFrom(bytes));
    }

    /// @return the name
    String ints(String name, List<Integer> shape, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return initializer(name, OnnxMl.TensorProto.DataType.INT32_VALUE, shape, ByteString.copyFrom(bytes));
    }

    /// @return the name
    String signedBytes(String name, List<Integer> shape, byte... values) {
        return initializer(name, OnnxMl.TensorProto.DataType.INT8_VALUE, shape, ByteString.copyFrom(values));
    }

    /// @return the name
    String unsignedBytes(String name, List<Integer> shape, byte... values) {
        return initializer(name, OnnxMl.TensorProto.DataType.UINT8_VALUE, shape, ByteString.copyFrom(values));
    }

    private String initializer(String name, int type, List<Integer> shape, ByteString bytes) {
        OnnxMl.TensorProto.Builder tensor =
                graph.addInitializerBuilder().setName(name).setDataType(type);
        shape.forEach(tensor::addDims);
        tensor.setRawData(bytes);
        return name;
    }

    /// The model file.
    byte[] write(String name) {
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("sommelier")
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setGraph(graph.setName(name))
                .build()
                .toByteArray();
    }
}
