package dev.sommelier.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsDamageTest {
    @TempDir
    Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("weights.safetensors");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "not weights at all",
                "{\"a\": 1}",
                "\u0089PNG\r\n\u001A\n and so on",
                "PK\3\4 and so on"
            })
    void refusesOtherFiles(String content) throws IOException {
        Files.writeString(file, content, StandardCharsets.ISO_8859_1);
        assertRefused("is not a safetensors file, or is cut off in its header");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 100, 1 << 30, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE})
    void refusesAHeaderLengthThatCannotBe(long length) throws IOException {
        TensorFile.write(file, TensorFile.header("F32", "[1]", "[0, 4]"), new byte[4]);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
        Files.write(file, bytes);
        assertRefused("is not a safetensors file, or is cut off in its header");
    }

    @Test
    void refusesAFileThatIsCutOffAnywhere() throws IOException {
        byte[] whole = Safetensors.write(TensorFile.some());
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused("cut off");
        }
    }

    @Test
    void refusesBytesAfterTheLastTensor() throws IOException {
        byte[] whole = Safetensors.write(TensorFile.some());
        Files.write(file, Arrays.copyOf(whole, whole.length + 1));
        assertRefused("bytes too many");
    }

    /// Damage to numbers cannot be told from other numbers: that is what a bundle's hash is for.
    @Test
    void neverFailsInAnyOtherWayWhateverByteIsWrong() throws IOException {
        byte[] whole = Safetensors.write(TensorFile.some());
        for (int i = 0; i < whole.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                whole[i] ^= (byte) (1 << bit);
                Files.write(file, whole);
                readOrRefuse();
                whole[i] ^= (byte) (1 << bit);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            F32  | [1]                                | [0, 8]            | cannot lie at [0, 8]
            F32  | [2]                                | [0, 4]            | cannot lie at [0, 4]
            F16  | [1]                                | [0, 4]            | cannot lie at [0, 4]
            F32  | [1]                                | [4, 0]            | cannot lie at [4, 0]
            F32  | [1]                                | [0]               | cannot lie at [0]
            F32  | [1]                                | [0, 4, 8]         | cannot lie at [0, 4, 8]
            F32  | [1]                                | []                | cannot lie at []
            F32  | [1]                                | [4, 8]            | begins at byte 4 of the data instead of 0
            F32  | [2]                                | [0, 8]            | is cut off or has bytes too many
            F32  | [500000000]                        | [0, 2000000000]   | is cut off or has bytes too many
            F32  | [2147483647, 2147483647, 4]        | [0, 4]            | cannot lie at [0, 4]
            F32  | [2147483647, 2147483647, 0]        | [0, 0]            | cannot lie at [0, 0]
            F32  | [65536, 65536, 65536, 65536]       | [0, 0]            | cannot lie at [0, 0]
            F32  | [-1]                               | [0, 4]            | -1 is no size or place
            F32  | [1]                                | [-4, 0]           | -4 is no size or place
            F32  | [1.5]                              | [0, 6]            | 1.5 is no size or place
            F32  | [99999999999]                      | [0, 4]            | 99999999999 is no size or place
            F32  | ["1"]                              | [0, 4]            | is no size or place
            F32  | [null]                             | [0, 4]            | null is no size or place
            F32  | 1                                  | [0, 4]            | lacks its shape or data_offsets
            F32  | null                               | [0, 4]            | lacks its shape or data_offsets
            F32  | [1]                                | null              | lacks its shape or data_offsets
            F32  | {}                                 | [0, 4]            | lacks its shape or data_offsets
            BF16 | [2]                                | [0, 4]            | 'BF16'; only F16, F32 and I64 can be read here
            f32  | [1]                                | [0, 4]            | 'f32'; only F16, F32 and I64 can be read here
            ``   | [1]                                | [0, 4]            | ''; only F16, F32 and I64 can be read here
            """)
    void refusesAHeaderThatDoesNotFitTheData(String dtype, String shape, String offsets, String reason)
            throws IOException {
        TensorFile.write(file, TensorFile.header(dtype, shape, offsets), new byte[4]);
        assertRefused(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1}", "{\"a\": null}", "{\"a\": []}", "{\"a\": \"F32\"}", "{\"a\": {}}"})
    void refusesATensorThatIsNotDescribed(String header) throws IOException {
        TensorFile.write(file, header, new byte[0]);
        assertRefused("tensor a");
    }

    @Test
    void refusesTensorsThatOverlap() throws IOException {
        TensorFile.write(file, """
                {"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]},
                 "b": {"dtype": "F32", "shape": [2], "data_offsets": [4, 12]}}
                """, new byte[12]);
        assertRefused("tensor b begins at byte 4 of the data instead of 8");
    }

    @Test
    void refusesTwoTensorsOfOneName() throws IOException {
        TensorFile.write(file, """
                {"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]},
                 "a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}}
                """, new byte[8]);
        assertRefused("it is not JSON, or names a tensor twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": ", "{'a': 1}", "{} {}", "{\"a\": \u0001}", "{{"})
    void refusesAHeaderThatIsNotJson(String header) throws IOException {
        TensorFile.write(file, header, new byte[0]);
        assertRefused("it is not JSON, or names a tensor twice");
    }

    @Test
    void refusesAHeaderNestedWithoutEnd() throws IOException {
        TensorFile.write(file, "{\"a\":" + "[".repeat(1_000_000), new byte[0]);
        assertRefused("it is not JSON, or names a tensor twice");
    }

    @Test
    void refusesAFileLargerThanAnArrayUnread() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }
        assertRefused("is larger than 2,147,483,639 bytes");
    }

    @Test
    void aMissingFileIsNamed() {
        assertRefused(file.toString());
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }

    private void readOrRefuse() {
        try {
            assertThat(Safetensors.read(file).names()).isNotEmpty();
        } catch (IOException e) {
            assertThat(e).message().isNotBlank();
        }
    }
}
