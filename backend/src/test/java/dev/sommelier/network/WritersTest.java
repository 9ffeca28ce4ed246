package dev.sommelier.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.NoopTranslator;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The same weights through every writer and engine.
class WritersTest {
    private static final int SIDE = 64;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(ResNet.class)
    void allEnginesAgreeFoldedAndNot(ResNet net) throws Exception {
        Graph graph = net.graph(5);
        Weights weights = Networks.random(graph);
        BatchNormFolding.Folded folded = BatchNormFolding.fold(graph, weights);

        List<float[]> plain = pytorch(graph, weights, false, 3);
        assertThat(plain).extracting(values -> values.length).containsExactly(3 * 5, 3 * 512, 3 * 5 * 2 * 2);
        assertThat(plain).allMatch(output -> spread(output, 3) > 0.05, "tells images apart, far beyond the tolerance");
        assertAgree(pytorch(graph, weights, true, 3), plain);
        assertAgree(onnx(graph, weights, 3), plain);
        assertAgree(pytorch(folded.graph(), folded.weights(), true, 3), plain);
        assertAgree(onnx(folded.graph(), folded.weights(), 3), plain);
    }

    @Test
    void batchSizeIsFreeInOnnx() throws Exception {
        Graph graph = ResNet.RESNET18.graph(3);
        Weights weights = Networks.random(graph);
        assertThat(onnx(graph, weights, 1).getFirst()).hasSize(3);
        assertThat(onnx(graph, weights, 4).getFirst()).hasSize(12);
    }

    @Test
    void logitsAreTheMeanOfTheActivationMapPlusBias() throws Exception {
        Graph graph = ResNet.RESNET18.graph(3);
        Weights weights = Networks.random(graph);
        List<float[]> outputs = onnx(graph, weights, 1);
        float[] bias = weights.get("fc.bias").values();
        for (int c = 0; c < 3; c++) {
            float sum = 0;
            for (int i = 0; i < 4; i++) {
                sum += outputs.get(2)[c * 4 + i];
            }
            assertThat(outputs.get(0)[c]).isCloseTo(sum / 4 + bias[c], within(1e-4f));
        }
    }

    private static void assertAgree(List<float[]> actual, List<float[]> expected) {
        for (int output = 0; output < expected.size(); output++) {
            assertThat(actual.get(output)).containsExactly(expected.get(output), within(1e-4f));
        }
    }

    /// The largest difference between two images' values at the same place.
    private static float spread(float[] output, int images) {
        int size = output.length / images;
        float spread = 0;
        for (int i = size; i < output.length; i++) {
            spread = Math.max(spread, Math.abs(output[i] - output[i % size]));
        }
        return spread;
    }

    private List<float[]> pytorch(Graph graph, Weights weights, boolean channelsLast, int batch) throws Exception {
        Path file = folder.resolve(graph.name() + ".pt");
        try (OutputStream out = Files.newOutputStream(file)) {
            new TorchScriptWriter(graph, weights, channelsLast).write(out);
        }
        return run("PyTorch", file, batch);
    }

    private List<float[]> onnx(Graph graph, Weights weights, int batch) throws Exception {
        Path file = folder.resolve(graph.name() + ".onnx");
        Files.write(file, new OnnxWriter(graph, weights).write(SIDE, SIDE));
        return run("OnnxRuntime", file, batch);
    }

    private static List<float[]> run(String engine, Path file, int batch) throws Exception {
        Criteria<NDList, NDList> criteria = Criteria.builder()
                .setTypes(NDList.class, NDList.class)
                .optEngine(engine)
                .optDevice(Device.cpu())
                .optModelPath(file)
                .optTranslator(new NoopTranslator())
                .build();
        try (ZooModel<NDList, NDList> model = criteria.loadModel();
                Predictor<NDList, NDList> predictor = model.newPredictor();
                NDArray images =
                        model.getNDManager().create(Networks.images(batch, SIDE), new Shape(batch, 3, SIDE, SIDE))) {
            try (NDList outputs = predictor.predict(new NDList(images))) {
                return outputs.stream().map(NDArray::toFloatArray).toList();
            }
        }
    }
}
