package dev.sommelier.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same network gives the same files, on every machine: exports can be compared by their hash.
class SameBytesTest {
    private static final Graph GRAPH = graph();

    private final TimeZone here = TimeZone.getDefault();
    private final Locale own = Locale.getDefault();

    @AfterEach
    void comeHome() {
        TimeZone.setDefault(here);
        Locale.setDefault(own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati"})
    void torchScriptIsTheSameEverywhere(String zone) throws IOException {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        byte[] bytes = torchScript(weights());
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        assertThat(torchScript(weights())).isEqualTo(bytes);
    }

    @Test
    void torchScriptIsTheSameWhereNumbersAreWrittenOtherwise() throws IOException {
        Locale.setDefault(Locale.ROOT);
        byte[] bytes = torchScript(weights());
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        assertThat("%d".formatted(1)).as("digits of this locale").isEqualTo("\u0661");
        assertThat(torchScript(weights())).isEqualTo(bytes);
    }

    @Test
    void aWriterCanBeAskedTwice() throws IOException {
        OnnxWriter onnx = new OnnxWriter(GRAPH, weights());
        assertThat(onnx.write(32, 32)).isEqualTo(onnx.write(32, 32));
        TorchScriptWriter torchScript = new TorchScriptWriter(GRAPH, weights(), true);
        assertThat(torchScript(torchScript)).isEqualTo(torchScript(torchScript));
    }

    @Test
    void torchScriptDoesNotHangOnTheOrderOfTheWeights() throws IOException {
        assertThat(torchScript(reversed(weights()))).isEqualTo(torchScript(weights()));
    }

    @Test
    void onnxIsTheSameTwiceAndDoesNotHangOnTheOrderOfTheWeights() {
        byte[] bytes = new OnnxWriter(GRAPH, weights()).write(32, 32);
        assertThat(new OnnxWriter(GRAPH, weights()).write(32, 32)).isEqualTo(bytes);
        assertThat(new OnnxWriter(GRAPH, reversed(weights())).write(32, 32)).isEqualTo(bytes);
    }

    @Test
    void safetensorsAreTheSameTwice() {
        assertThat(Safetensors.write(weights())).isEqualTo(Safetensors.write(weights()));
    }

    private static Graph graph() {
        Op.Linear fc = new Op.Linear("fc", "pool", 4, 3);
        List<Op> ops = List.of(
                new Op.Conv2d("stem.0", "image", 3, 4, 3, 2, 1, false),
                new Op.BatchNorm2d("stem.1", "stem.0", 4),
                new Op.Relu("relu", "stem.1"),
                new Op.GlobalAveragePool("pool", "relu"),
                fc,
                new Op.ClassActivation("cam", "relu", fc));
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put(Graph.LOGITS, "fc");
        outputs.put(Graph.EMBEDDING, "pool");
        outputs.put(Graph.ACTIVATION, "cam");
        return new Graph("small", "image", ops, outputs);
    }

    private static Weights weights() {
        return Networks.random(GRAPH);
    }

    private static Weights reversed(Weights weights) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        new ArrayList<>(weights.names()).reversed().forEach(name -> tensors.put(name, weights.get(name)));
        return new Weights(tensors);
    }

    private static byte[] torchScript(Weights weights) throws IOException {
        return torchScript(new TorchScriptWriter(GRAPH, weights, true));
    }

    private static byte[] torchScript(TorchScriptWriter writer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writer.write(out);
        return out.toByteArray();
    }
}
