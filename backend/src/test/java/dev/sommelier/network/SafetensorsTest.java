package dev.sommelier.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    @TempDir
    Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("weights.safetensors");
    }

    @Test
    void readsWhatItWrote() throws IOException {
        Weights weights = TensorFile.some();
        Files.write(file, Safetensors.write(weights));
        Weights read = Safetensors.read(file);
        assertThat(read.names()).containsExactlyInAnyOrderElementsOf(weights.names());
        for (String name : weights.names()) {
            assertThat(read.get(name).shape()).isEqualTo(weights.get(name).shape());
            assertThat(read.get(name).values())
                    .containsExactly(weights.get(name).values());
        }
    }

    @Test
    void matricesAreHalfFloatsVectorsFloatsAndCountersWholeNumbers() {
        String written = new String(Safetensors.write(TensorFile.some()), StandardCharsets.ISO_8859_1);
        assertThat(written)
                .containsPattern("\"fc\\.weight\":\\{\"dtype\":\"F16\"")
                .containsPattern("\"fc\\.bias\":\\{\"dtype\":\"F32\"")
                .containsPattern("\"bn1\\.num_batches_tracked\":\\{\"dtype\":\"I64\"");
    }

    @Test
    void aMatrixIsRoundedToTheNearestHalfFloat() throws IOException {
        Files.write(file, Safetensors.write(one("a", new Tensor(List.of(1, 2), new float[] {0.1f, 2049}))));
        assertThat(Safetensors.read(file).get("a").values()).containsExactly(0.099975586f, 2048);
    }

    @Test
    void doesNotWriteWhatAHalfFloatCannotHold() {
        Weights large = one("fc.weight", new Tensor(List.of(1, 1), new float[] {70_000}));
        assertThatThrownBy(() -> Safetensors.write(large))
                .hasMessage("fc.weight holds 70000.0, too large for a half float");
    }

    @Test
    void readsFilesOfOtherWriters() throws IOException {
        TensorFile.write(
                file,
                """
                {"__metadata__": {"format": "pt"},
                 "b": {"dtype": "F32", "shape": [1], "data_offsets": [8, 12]},
                 "a": {"dtype": "I64", "shape": [], "data_offsets": [0, 8]},
                 "none": {"dtype": "F16", "shape": [3, 0], "data_offsets": [8, 8]}}
                """,
                ByteBuffer.allocate(12)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(7)
                        .putFloat(1.5f)
                        .array());
        Weights read = Safetensors.read(file);
        assertThat(read.names()).containsExactlyInAnyOrder("a", "b", "none");
        assertThat(read.get("a")).satisfies(a -> assertThat(a.shape()).isEmpty());
        assertThat(read.get("a").values()).containsExactly(7);
        assertThat(read.get("b").values()).containsExactly(1.5f);
        assertThat(read.get("none").values()).isEmpty();
    }

    /// A header of 19,280 bytes makes the file start with `PK`, as a zip does.
    @Test
    void readsAFileThatStartsLikeAZip() throws IOException {
        TensorFile.write(
                file,
                TensorFile.header("F32", "[1]", "[0, 4]")
                        + " "
                                .repeat(19_280
                                        - TensorFile.header("F32", "[1]", "[0, 4]")
                                                .length()),
                new byte[4]);
        assertThat(new String(Files.readAllBytes(file), 0, 2, StandardCharsets.US_ASCII))
                .isEqualTo("PK");
        assertThat(Safetensors.read(file).names()).containsExactly("a");
    }

    private static Weights one(String name, Tensor tensor) {
        return new Weights(Map.of(name, tensor));
    }
}
