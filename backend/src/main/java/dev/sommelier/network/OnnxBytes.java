package dev.sommelier.network;

import java.util.List;

/// Whole numbers where the quantisation says so, in the form that engines look for: each stored value is written
/// by a QuantizeLinear and read through a DequantizeLinear, and the engine melts a convolution or sum between them
/// into one operation on whole numbers. Values are unsigned and filters signed, which has the fastest kernels.
///
/// @see <a href="https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html">Quantize ONNX
///     models</a>
record OnnxBytes(Quantisation quantisation, OnnxFloats floats) implements OnnxNumbers {

    @Override
    public String operand(String value) {
        return quantisation.stores(value) ? value + ".real" : value;
    }

    @Override
    public List<String> parameters(OnnxModel out, Op op) {
        return op instanceof Op.Conv2d conv && conv.bias() && quantisation.stores(conv.input())
                ? filters(out, conv, Filters.of(conv, quantisation))
                : floats.parameters(out, op);
    }

    private static List<String> filters(OnnxModel out, Op.Conv2d conv, Filters filters) {
        String weight = conv.name() + ".weight";
        String bias = conv.name() + ".bias";
        List<Integer> each = List.of(conv.out());
        List<Integer> shape = List.of(conv.out(), conv.in(), conv.kernel(), conv.kernel());
        String values = out.signedBytes(weight, shape, filters.values());
        String scales = out.floats(weight + ".scale", each, filters.scales());
        String zeros = out.signedBytes(weight + ".zero", each, new byte[conv.out()]);
        String biases = out.ints(bias, each, filters.bias());
        String biasScales = out.floats(bias + ".scale", each, filters.biasScales());
        return List.of(real(out, weight, List.of(values, scales, zeros)), real(out, bias, List.of(biases, biasScales)));
    }

    private static String real(OnnxModel out, String name, List<String> whole) {
        out.node("DequantizeLinear", name + ".real", whole).addAttribute(OnnxAttribute.of("axis", 0));
        return name + ".real";
    }

    /// Clipping at the lower end is a ReLU where that end is 0.
    @Override
    public boolean absorbs(Op op) {
        return op instanceof Op.Relu relu
                && !quantisation.stores(relu.input())
                && quantisation.stores(relu.name())
                && quantisation.form(relu.name()).zeroPoint() == 0;
    }

    @Override
    public void store(OnnxModel out, String value, String from) {
        if (quantisation.stores(value)) {
            Affine form = quantisation.form(value);
            String scale = out.floats(value + ".scale", List.of(), form.scale());
            String zero = out.unsignedBytes(value + ".zero", List.of(), (byte) form.zeroPoint());
            out.node("QuantizeLinear", value + ".whole", List.of(from, scale, zero));
            out.node("DequantizeLinear", value + ".real", List.of(value + ".whole", scale, zero));
        }
    }
}
