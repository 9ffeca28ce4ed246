package dev.sommelier.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that are damaged, or made to do harm.
@Timeout(60)
class TorchFileDamageTest {
    private static final int[] FOUR = {4};
    private static final int[] ONE = {1};

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"attack.pth", "attack-legacy.pth"})
    void namesWhatAFileWantsToRunAndRunsNothing(String name) throws IOException {
        assertRefused(TorchFiles.resource(name), "wants to run code: it asks for 'posix.system'", "torch.save(");
        assertThat(Path.of("/tmp/sommelier-was-attacked")).doesNotExist();
    }

    /// Among them all that the library would build by itself.
    @ParameterizedTest
    @CsvSource({
        "os, system",
        "builtins, eval",
        "builtins, bytearray",
        "builtins, set",
        "builtins, Exception",
        "datetime, datetime",
        "decimal, Decimal",
        "array, array",
        "operator, attrgetter",
        "copy_reg, _reconstructor",
        "_codecs, encode",
        "argparse, Namespace",
        "torch._utils, _rebuild_qtensor",
        "torch.jit, _pickle.restore_type_tag",
        "collections, OrderedDict.__init__"
    })
    void refusesEveryOtherName(String module, String name) throws IOException {
        byte[] pickle = new Pickle().global(module, name).emptyTuple().call().finish();
        assertRefused(TorchFiles.zip(pickle), "wants to run code: it asks for '%s.%s'".formatted(module, name));
    }

    /// The ways to name something without the opcode that torch uses for it.
    @ParameterizedTest
    @ValueSource(strings = {"\u008c\2os\u008c\6system\u0093)R.", "(ios\nsystem\n."})
    void refusesNamesInEveryForm(String opcodes) throws IOException {
        assertRefused(pickle(opcodes), "wants to run code: it asks for 'os.system'");
    }

    @Test
    void showsNoControlCharactersOfTheFile() throws IOException {
        assertRefused(pickle("cos\u001b[2J\nsystem\n."), "'os?[2J.system'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(S'a'\nI1\nd.",
                "\u0082\1.",
                "\u008f.",
                "}}b\u0097.",
                "l.",
                "(o.",
                "N0.",
                "N2.",
                "\u0096\0\0\0\0\0\0\0\0."
            })
    void refusesOpcodesThatTorchDoesNotWrite(String opcodes) throws IOException {
        assertRefused(pickle(opcodes), "in its pickle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                "R.",
                "Q.",
                "t.",
                "u.",
                "s.",
                "b.",
                "e.",
                "a.",
                "(u.",
                "}(Nu.",
                "}]Ns.",
                "}}Ns.",
                "})Ns.",
                "h\1.",
                "}q\1h\2.",
                "Na.",
                "NNb.",
                "K\1Q.",
                ")Q.",
                "NR.",
                "cos",
                "c",
                "\u0080w.",
                "\u0093.",
                "K\1K\2\u0093.",
                "ccollections\nOrderedDict\nK\1\u0085R.",
                "ccollections\nOrderedDict\n]Na\u0085R."
            })
    void refusesPicklesThatMakeNoSense(String opcodes) throws IOException {
        assertRefused(pickle(opcodes), "pickle");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"X\u00ff\u00ff\u00ff\u007fa.", "T\u00ff\u00ff\u00ff\u007fa.", "B\0\0\0\u0080a.", "X\7\0\0\0a."})
    void reservesNothingForALengthThatIsNotThere(String opcodes) throws IOException {
        assertRefused(pickle(opcodes), "is cut off or damaged in its pickle");
    }

    @Test
    void survivesObjectsThatHoldThemselvesOrLieDeep() throws IOException {
        assertRefused(pickle("}q\0U\1ah\0s."), "holds no weights", "it holds a");
        assertRefused(pickle("]q\0h\0a."), "holds no state dict");
        assertRefused(pickle("N" + "\u0085".repeat(400_000) + "."), "holds no state dict");
        assertRefused(pickle("]".repeat(200_000) + "a".repeat(199_999) + "."), "holds no state dict");
        assertRefused(pickle("N".repeat(500_001) + "."), "more than 500,000 steps");
        assertRefused(pickle("]" + "(Ne".repeat(160_000) + "."), "holds no state dict");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"N.", "K\1.", "U\1a.", "].", ").", "ctorch\nFloatStorage\n.", "ccollections\nOrderedDict\n."})
    void refusesWhatIsNoStateDict(String opcodes) throws IOException {
        assertRefused(pickle(opcodes), "holds no state dict. Save one with torch.save(model.state_dict(), ");
    }

    @Test
    void saysWhatADictionaryWithoutWeightsHolds() throws IOException {
        assertRefused(
                pickle("}(U\5epochK\1U\5modelK\2u."),
                "holds no weights, neither at its top nor in state_dict, model_state_dict, model; it holds epoch, model");
    }

    @ParameterizedTest
    @CsvSource({
        "FloatStorage, 4, 0, 5, 1",
        "FloatStorage, 4, 1, 4, 1",
        "FloatStorage, 4, -1, 4, 1",
        "FloatStorage, 4, 0, 4, 2",
        "FloatStorage, 4, 0, 4, -1",
        "FloatStorage, 4, 0, -4, 1",
        "FloatStorage, 4, 0, 2147483647, 2147483647",
        "FloatStorage, 5, 0, 4, 1",
        "FloatStorage, 3, 0, 3, 1",
        "DoubleStorage, 4, 0, 4, 1",
        "FloatStorage, 2147483647, 0, 4, 1",
        "FloatStorage, -1, 0, 0, 1",
    })
    void refusesTensorsOutsideOfTheirStorage(String type, int count, int offset, int side, int stride)
            throws IOException {
        byte[] pickle = TorchFiles.dictionary(
                p -> TorchFiles.tensor(p.text("fc.bias"), type, count, offset, new int[] {side}, new int[] {stride}));
        assertRefused(TorchFiles.zip(pickle), "damaged");
    }

    @Test
    void refusesNumbersThatAreRepeatedWithoutEnd() throws IOException {
        byte[] one = TorchFiles.dictionary(
                p -> TorchFiles.tensor(p.text("a"), "FloatStorage", 4, 0, new int[] {2_000_000_000}, new int[] {0}));
        assertRefused(TorchFiles.zip(one), "tensor a claims more numbers than the file can hold");
        byte[] sides = TorchFiles.dictionary(
                p -> TorchFiles.tensor(p.text("a"), "FloatStorage", 4, 0, new int[17], new int[17]));
        assertRefused(TorchFiles.zip(sides), "tensor a does not lie within its storage");
    }

    @Test
    void refusesOtherNumbersByTheirName() throws IOException {
        byte[] pickle =
                TorchFiles.dictionary(p -> TorchFiles.tensor(p.text("a"), "ComplexFloatStorage", 4, 0, FOUR, ONE));
        assertRefused(TorchFiles.zip(pickle), "holds numbers as torch.ComplexFloatStorage, which are not read here");
    }

    @Test
    void refusesCompressedEntriesAndSoEveryBomb() throws IOException {
        Map<String, byte[]> entries = TorchFiles.entries(four());
        entries.put("archive/data/0", new byte[50_000_000]);
        assertRefused(TorchFiles.zip(entries, ZipEntry.DEFLATED), "has a compressed entry archive/data.pkl");
    }

    @Test
    void refusesOtherZips() throws IOException {
        Map<String, byte[]> entries = TorchFiles.entries(four());
        entries.put("archive/byteorder", TorchFiles.ascii("big"));
        assertRefused(TorchFiles.zip(entries, ZipEntry.STORED), "was written by a big-endian machine");
        entries.put("archive/constants.pkl", new byte[] {1});
        assertRefused(TorchFiles.zip(entries, ZipEntry.STORED), "is a TorchScript program");
        entries.clear();
        entries.put("word/document.xml", new byte[] {1});
        assertRefused(TorchFiles.zip(entries, ZipEntry.STORED), "it has no data.pkl");
        entries.put("archive/data.pkl", four());
        assertRefused(TorchFiles.zip(entries, ZipEntry.STORED), "tensor fc.bias has no entry data/0");
    }

    @Test
    void refusesALegacyFileOfABigEndianMachine() throws IOException {
        byte[] legacy = TorchFiles.resource("legacy.pth");
        byte[] wanted = TorchFiles.ascii("little_endianq\2\u0088");
        for (int at = 0; at < 200; at++) {
            if (Arrays.equals(legacy, at, at + wanted.length, wanted, 0, wanted.length)) {
                legacy[at + wanted.length - 1] = (byte) 0x89;
            }
        }
        assertRefused(legacy, "was written by a big-endian machine");
    }

    @Test
    void noticesDamagedNumbersInAZip() throws IOException {
        byte[] zip = TorchFiles.zip(four());
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        zip[text.indexOf("archive/data/0") + "archive/data/0".length() + 2] ^= 1;
        assertRefused(zip, "is damaged in its entry archive/data/0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "not weights, but long enough for a header", "PK", "PK\3\4", "PK\3\4 and so on"})
    void refusesOtherFiles(String content) throws IOException {
        assertRefused(TorchFiles.ascii(content), "is ");
    }

    @Test
    void refusesAZipThatIsCutOff() throws IOException {
        byte[] whole = TorchFiles.resource("zip.pth");
        for (int length = 0; length < whole.length; length += length < whole.length - 30 ? 97 : 1) {
            assertRefused(Arrays.copyOf(whole, length), "is ");
        }
    }

    @Test
    void refusesALegacyFileThatIsCutOffAnywhere() throws IOException {
        byte[] whole = TorchFiles.resource("legacy.pth");
        for (int length = TorchLegacyFile.MAGIC.length; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> TorchLegacyFile.read(cut))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is cut off");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip.pth", "checkpoint.pth"})
    void neverFailsInAnyOtherWayWhateverByteOfAZipIsWrong(String name) throws IOException {
        byte[] whole = TorchFiles.resource(name);
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            Path file = Files.write(folder.resolve("weights.pth"), damaged);
            readOrRefuse(() -> WeightsFile.read(file));
        }
    }

    @Test
    void neverFailsInAnyOtherWayWhateverByteOfALegacyFileIsWrong() throws IOException {
        byte[] damaged = TorchFiles.resource("legacy.pth");
        for (int at = TorchLegacyFile.MAGIC.length; at < damaged.length; at++) {
            byte right = damaged[at];
            for (int value = at % 64; value < 256; value += 64) {
                damaged[at] = (byte) value;
                readOrRefuse(() -> TorchLegacyFile.read(damaged));
            }
            damaged[at] = right;
        }
    }

    /// In a zip nearly every wrong byte is stopped by a checksum, so the pickle is damaged without one.
    @Test
    void neverFailsInAnyOtherWayWhateverThePickleSays() throws IOException {
        byte[] whole = four();
        ByteBuffer numbers = ByteBuffer.wrap(TorchFiles.four()).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < whole.length; at++) {
            for (int value = at % 16; value < 256; value += 16) {
                byte[] damaged = whole.clone();
                damaged[at] = (byte) value;
                readOrRefuse(() -> StateDict.read(
                        new TorchPickle().read(new ByteArrayInputStream(damaged)), storage -> numbers, 100));
            }
        }
    }

    private static byte[] four() {
        return TorchFiles.dictionary(p -> TorchFiles.tensor(p.text("fc.bias"), "FloatStorage", 4, 0, FOUR, ONE));
    }

    private static byte[] pickle(String opcodes) throws IOException {
        return TorchFiles.zip(TorchFiles.append(HexFormat.of().parseHex("8002"), TorchFiles.ascii(opcodes)));
    }

    private void assertRefused(byte[] content, String... reasons) throws IOException {
        Path file = Files.write(folder.resolve("weights.pth"), content);
        assertThatThrownBy(() -> WeightsFile.read(file))
                .isInstanceOf(IOException.class)
                .message()
                .isNotBlank()
                .contains(reasons);
    }

    private static void readOrRefuse(Reading reading) {
        try {
            assertThat(reading.read().names()).isNotNull();
        } catch (IOException e) {
            assertThat(e).message().isNotBlank();
        }
    }

    private interface Reading {
        Weights read() throws IOException;
    }
}
