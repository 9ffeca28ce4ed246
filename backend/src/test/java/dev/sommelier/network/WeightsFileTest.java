package dev.sommelier.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsFileTest {
    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"zip.pth", "legacy.pth", "checkpoint.pth"})
    void readsWhatTorchWrites(String name) throws IOException {
        Weights weights = read(TorchFiles.resource(name));
        assertThat(weights.names())
                .containsExactly(
                        "conv.weight",
                        "conv.turned",
                        "shared.first",
                        "shared.second",
                        "half",
                        "bfloat",
                        "double",
                        "int",
                        "counter",
                        "parameter",
                        "empty");
        assertTensor(weights, "conv.weight", List.of(2, 3, 2, 2), base(IntStream.range(0, 24)));
        assertTensor(
                weights,
                "conv.turned",
                List.of(6, 4),
                base(IntStream.range(0, 24).map(i -> i % 4 * 6 + i / 4)));
        assertTensor(weights, "shared.first", List.of(2, 3), base(IntStream.range(2, 8)));
        assertTensor(weights, "shared.second", List.of(4), base(IntStream.of(10, 13, 16, 19)));
        for (String type : List.of("half", "bfloat", "double")) {
            assertTensor(weights, type, List.of(4), -1, -0.75f, -0.5f, -0.25f);
        }
        assertTensor(weights, "int", List.of(3), 1, -2, 3);
        assertTensor(weights, "counter", List.of(), 12345);
        assertTensor(weights, "parameter", List.of(2), 1.5f, -2.5f);
        assertTensor(weights, "empty", List.of(0, 3));
    }

    @Test
    void readsSafetensorsUnderAnyName() throws IOException {
        assertThat(read(Safetensors.write(TensorFile.some())).names())
                .isEqualTo(TensorFile.some().names());
    }

    /// As Python 2 and torch before 0.4 wrote them: a list of pairs, and a tensor without its gradient's flag.
    @Test
    void readsTheOldestStateDicts() throws IOException {
        Pickle pickle = new Pickle()
                .global("torch._utils", "_rebuild_tensor")
                .mark()
                .mark()
                .text("storage")
                .global("torch", "FloatStorage")
                .text("0")
                .text("cpu")
                .integer(4)
                .tuple()
                .persistentId()
                .integer(1)
                .mark()
                .integer(2)
                .tuple()
                .mark()
                .integer(2)
                .tuple()
                .tuple()
                .call();
        byte[] tensor = pickle.finish();
        byte[] pairs = TorchFiles.append(
                TorchFiles.ascii("\u0080\2ccollections\nOrderedDict\n(]]("),
                TorchFiles.ascii("U\4bias"),
                Arrays.copyOfRange(tensor, 2, tensor.length - 1),
                TorchFiles.ascii("eatR."));
        assertTensor(read(TorchFiles.zip(pairs)), "bias", List.of(2), 2, 4);
    }

    private static float[] base(IntStream places) {
        int[] chosen = places.toArray();
        float[] values = new float[chosen.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = chosen[i] * 0.25f - 1;
        }
        return values;
    }

    private static void assertTensor(Weights weights, String name, List<Integer> shape, float... values) {
        assertThat(weights.get(name).shape()).as(name).isEqualTo(shape);
        assertThat(weights.get(name).values()).as(name).containsExactly(values);
    }

    private Weights read(byte[] content) throws IOException {
        return WeightsFile.read(Files.write(folder.resolve("weights"), content));
    }
}
