package dev.sommelier.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Networks in whole numbers against the same ones in floats, on the engine that serves.
class QuantisationTest {
    private static final int SIDE = 64;
    private static final int FILTER = 3 * 4 * 4;
    private static final Op.Conv2d CONV = new Op.Conv2d("conv", "image", 3, 2, 4, 1, 0, true);

    @TempDir
    Path folder = Path.of("");

    @Test
    void answersNearlyAsInFloats() throws OrtException {
        BatchNormFolding.Folded folded = resnet();
        float[] images = Networks.images(3, SIDE);
        Map<String, float[]> floats = OnnxRun.outputs(
                new OnnxWriter(folded.graph(), folded.weights()).write(SIDE, SIDE), images, 3, 3, SIDE, SIDE);
        Map<String, float[]> bytes =
                OnnxRun.outputs(new OnnxWriter(quantised(folded, images)).write(SIDE, SIDE), images, 3, 3, SIDE, SIDE);
        assertThat(bytes).containsOnlyKeys(Graph.LOGITS, Graph.EMBEDDING, Graph.ACTIVATION);
        floats.forEach((name, expected) -> {
            float[] actual = of(bytes, name);
            assertThat(actual).as(name).hasSameSizeAs(expected).isNotEqualTo(expected);
            assertThat(meanDifference(actual, expected)).as(name).isLessThan(0.1f * largest(expected));
        });
    }

    @Test
    void runsEveryConvolutionAndSumInWholeNumbers() throws OrtException, IOException {
        BatchNormFolding.Folded folded = resnet();
        byte[] model = new OnnxWriter(quantised(folded, Networks.images(1, SIDE))).write(SIDE, SIDE);
        List<String> operations = OnnxRun.operations(model, folder.resolve("optimised.onnx"));
        assertThat(Collections.frequency(operations, "QLinearConv")).isEqualTo(20);
        assertThat(Collections.frequency(operations, "QLinearAdd")).isEqualTo(8);
        assertThat(Collections.frequency(operations, "QuantizeLinear")).isEqualTo(1);
        assertThat(Collections.frequency(operations, "DequantizeLinear")).isLessThanOrEqualTo(2);
        assertThat(Collections.frequency(operations, "Relu")).isZero();
    }

    @Test
    void addsTheLargestInputsAndFiltersWithoutClipping() throws OrtException {
        float[] filters = filled(3, -3);
        Filters whole = Filters.of(CONV, quantised(filters, 0, 2, 400));
        assertThat(2 * 255 * whole.values()[0])
                .as("what processors without VNNI add in 16 bits")
                .isPositive()
                .isLessThanOrEqualTo(Short.MAX_VALUE);
        float[] image = new float[FILTER];
        Arrays.fill(image, 2);
        float[] answers = run(quantised(filters, 0, 2, 400), image);
        assertThat(answers[0]).isCloseTo(3 * 2 * FILTER, within(2f));
        assertThat(answers[1]).isCloseTo(-3 * 2 * FILTER, within(2f));
    }

    @Test
    void givesEachFilterStepsOfItsOwn() {
        Filters whole = Filters.of(CONV, quantised(filled(1000, -0.001f), 0, 1, 1));
        assertThat(whole.values()[0]).isEqualTo((byte) 64);
        assertThat(whole.values()[FILTER]).isEqualTo((byte) -64);
        assertThat(whole.scales()[0] / whole.scales()[1]).isCloseTo(1e6f, within(1f));
    }

    @Test
    void keepsTheBiasOfAFilterOfZeros() {
        Filters whole = Filters.of(CONV, quantised(filled(0, 1e-20f), 100, 1, 1));
        for (int out = 0; out < 2; out++) {
            assertThat(whole.bias()[out] * whole.biasScales()[out]).isCloseTo(100, within(1e-3f));
        }
    }

    @Test
    void zeroStaysZeroInEveryRange() {
        for (Affine form : List.of(Affine.over(-3, 5), Affine.over(1, 2), Affine.over(-2, -1), Affine.over(0, 0))) {
            assertThat(form.zeroPoint()).isBetween(0, 255);
            assertThat(form.scale()).isPositive();
        }
        assertThat(Affine.over(0, 51)).isEqualTo(new Affine(0.2f, 0));
        assertThat(Affine.over(-1, 0).zeroPoint()).isEqualTo(255);
    }

    @Test
    void namesTheValuesWithoutRange() {
        BatchNormFolding.Folded folded = resnet();
        Map<String, Affine> forms = new HashMap<>();
        Quantisation.measured(folded.graph()).forEach(value -> forms.put(value, Affine.over(0, 1)));
        assertThat(forms).containsKeys("image", "relu", "layer1.0.conv2").doesNotContainKeys("conv1", "maxpool", "fc");
        forms.remove("layer1.0.conv2");
        forms.put("layer9", Affine.over(0, 1));
        assertThatThrownBy(() -> Quantisation.of(folded, forms))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ranges are missing for [layer1.0.conv2], and [layer9] are not known");
    }

    @Test
    void findsTheExtremesOfEachImage() throws OrtException {
        BatchNormFolding.Folded folded = resnet();
        float[] images = Networks.images(2, SIDE);
        List<String> values = List.of("image", "relu");
        Map<String, float[]> extremes = extremes(folded, values, images);
        int size = images.length / 2;
        for (int i = 0; i < 2; i++) {
            float[] image = Arrays.copyOfRange(images, i * size, (i + 1) * size);
            Arrays.sort(image);
            assertThat(of(extremes, OnnxWriter.LOW)[2 * i]).isEqualTo(image[0]);
            assertThat(of(extremes, OnnxWriter.HIGH)[2 * i]).isEqualTo(image[size - 1]);
            assertThat(of(extremes, OnnxWriter.LOW)[2 * i + 1]).isZero();
            assertThat(of(extremes, OnnxWriter.HIGH)[2 * i + 1]).isPositive();
        }
    }

    private static BatchNormFolding.Folded resnet() {
        Graph graph = ResNet.RESNET18.graph(3);
        return BatchNormFolding.fold(graph, Networks.random(graph));
    }

    private static Quantisation quantised(BatchNormFolding.Folded folded, float[] images) throws OrtException {
        List<String> values = new ArrayList<>(Quantisation.measured(folded.graph()));
        Map<String, float[]> extremes = extremes(folded, values, images);
        Map<String, Affine> forms = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            float low = 0;
            float high = 0;
            for (int at = i; at < of(extremes, OnnxWriter.LOW).length; at += values.size()) {
                low = Math.min(low, of(extremes, OnnxWriter.LOW)[at]);
                high = Math.max(high, of(extremes, OnnxWriter.HIGH)[at]);
            }
            forms.put(values.get(i), Affine.over(low, high));
        }
        return Quantisation.of(folded, forms);
    }

    private static Map<String, float[]> extremes(BatchNormFolding.Folded folded, List<String> values, float[] images)
            throws OrtException {
        byte[] model = new OnnxWriter(folded.graph(), folded.weights()).writeExtremes(values, SIDE, SIDE);
        return OnnxRun.outputs(model, images, images.length / (3 * SIDE * SIDE), 3, SIDE, SIDE);
    }

    /// Two filters, each of one number.
    private static float[] filled(float one, float other) {
        float[] filters = new float[2 * FILTER];
        Arrays.fill(filters, 0, FILTER, one);
        Arrays.fill(filters, FILTER, 2 * FILTER, other);
        return filters;
    }

    /// One convolution to two channels.
    private static Quantisation quantised(float[] filters, float bias, float input, float output) {
        Graph graph = new Graph("one", "image", List.of(CONV), Map.of("answer", "conv"));
        Weights weights = new Weights(Map.of(
                "conv.weight", new Tensor(List.of(2, 3, 4, 4), filters), "conv.bias", Tensor.filled(List.of(2), bias)));
        return Quantisation.of(
                new BatchNormFolding.Folded(graph, weights),
                Map.of("image", Affine.over(0, input), "conv", Affine.over(-output, output)));
    }

    /// @param image `(3, 4, 4)`
    private static float[] run(Quantisation quantisation, float[] image) throws OrtException {
        byte[] model = new OnnxWriter(quantisation).write(4, 4);
        return of(OnnxRun.outputs(model, image, 1, 3, 4, 4), "answer");
    }

    private static float[] of(Map<String, float[]> outputs, String name) {
        return outputs.getOrDefault(name, new float[0]);
    }

    private static float meanDifference(float[] actual, float[] expected) {
        float sum = 0;
        for (int i = 0; i < expected.length; i++) {
            sum += Math.abs(actual[i] - expected[i]);
        }
        return sum / expected.length;
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
