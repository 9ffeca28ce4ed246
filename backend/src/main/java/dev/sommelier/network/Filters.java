package dev.sommelier.network;

/// Filters and bias of a convolution in whole numbers, with a scale of its own for each of the O output channels.
///
/// @param values −64 to 64, `(O, I, H, W)`
/// @param scales of the filters, `(O)`
/// @param bias in steps of biasScales, `(O)`
/// @param biasScales scale of the input times that of the filter, `(O)`
record Filters(byte[] values, float[] scales, int[] bias, float[] biasScales) {
    /// Processors without VNNI add two products of an input and a filter value in 16 bits and clip what does not
    /// fit; `2 · 255 · 64` fits, and `2 · 255 · 127` does not.
    static final int LARGEST = 64;

    private static final double LARGEST_BIAS = 1 << 30;
    private static final double SMALLEST_SCALE = 1e-12;

    static Filters of(Op.Conv2d conv, Quantisation quantisation) {
        float[] weight = quantisation.weights().get(conv.name() + ".weight").values();
        float[] bias = quantisation.weights().get(conv.name() + ".bias").values();
        double input = quantisation.form(conv.input()).scale();
        Filters filters =
                new Filters(new byte[weight.length], new float[conv.out()], new int[conv.out()], new float[conv.out()]);
        for (int out = 0; out < conv.out(); out++) {
            filters.fill(out, weight, bias[out], input);
        }
        return filters;
    }

    private void fill(int out, float[] weight, double real, double input) {
        int size = weight.length / scales.length;
        double largest = 0;
        for (int i = out * size; i < (out + 1) * size; i++) {
            largest = Math.max(largest, Math.abs(weight[i]));
        }
        // A filter of tiny numbers must not push its bias out of what 32 bits hold.
        double least = Math.max(Math.abs(real) / (input * LARGEST_BIAS), SMALLEST_SCALE);
        scales[out] = (float) Math.max(largest / LARGEST, least);
        biasScales[out] = (float) (input * scales[out]);
        bias[out] = (int) Math.round(real / biasScales[out]);
        for (int i = out * size; i < (out + 1) * size; i++) {
            values[i] = (byte) Math.clamp(Math.round((double) weight[i] / scales[out]), -LARGEST, LARGEST);
        }
    }
}
