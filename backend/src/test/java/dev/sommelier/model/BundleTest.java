package dev.sommelier.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BundleTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void opensWhatWasWritten() throws IOException {
        Bundle bundle = Bundle.open(Drinks.write(folder, 1));
        assertThat(bundle.card().withHashes(Map.of())).isEqualTo(Drinks.card(1));
        assertThat(bundle.weights().names()).hasSize(bundle.graph().parameters().size());
        assertThat(bundle.hash()).matches("[0-9a-f]{64}");
    }

    @Test
    void itsHashStandsForEveryFile() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Bundle.write(other, Drinks.card(1), Drinks.files(Drinks.withValue("fc.bias", 0.25f)));
        assertThat(Bundle.open(other).hash())
                .isNotEqualTo(
                        Bundle.open(Drinks.write(folder.resolve("one"), 1)).hash())
                .isEqualTo(Bundle.open(other).hash());
    }

    @Test
    void refusesAFolderWithoutCard() {
        assertRefused(Bundle.CARD, "is missing");
    }

    @Test
    void refusesAHugeCardUnread() throws IOException {
        Files.write(folder.resolve(Bundle.CARD), new byte[(16 << 20) + 1]);
        assertRefused(Bundle.CARD, "is larger than 16,777,216 bytes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                      | must hold one JSON object and nothing else
            null                                    | must hold one JSON object and nothing else
            []                                      | must hold one JSON object and nothing else
            "model"                                 | must hold one JSON object and nothing else
            PK and so on                            | cannot be read as JSON: look at line 1, column
            {"schema": 1,                           | cannot be read as JSON: look at line 1, column
            {}                                      | needs 'schema' to be a whole number
            """)
    void refusesWhatIsNoCard(String content, String reason) throws IOException {
        Files.writeString(folder.resolve(Bundle.CARD), content);
        assertRefused(Bundle.CARD, reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "labels"            | "Labels"             | needs 'labels' to be a list
            "temperature"       | "temprature"         | needs 'calibration.temperature' to be a number
            "schema" :          | "kind" : 1, "schema" : | has the key 'kind', which is not known
            "temperature" :     | "t" : 1, "temperature" : | has the key 'calibration.t', which is not known
            "schema" : 1,       | ``                   | needs 'schema' to be a whole number
            "std" :             | "mean" :             | cannot be read as JSON: look at line
            "drinks"            | null                 | needs 'name' to be a text
            "name" : "drinks",  | ``                   | needs 'name' to be a text
            [ "beer", "wine" ]  | null                 | needs 'labels' to be a list
            [ "beer", "wine" ]  | "beer"               | needs 'labels' to be a list
            "beer"              | {}                   | needs 'labels[0]' to be a text
            "beer"              | null                 | is not valid: a list in it holds null
            [ "beer", "wine" ]  | [ "beer" ]           | labels must be at least two, all different, got [beer]
            "beer"              | "wine"               | labels must be at least two, all different, got [wine, wine]
            "schema" : 1        | "schema" : 2         | schema 2 is not known here, only 1
            "schema" : 1        | "schema" : 1.5       | needs 'schema' to be a whole number
            "drinks"            | "../drinks"          | name and version must be letters, digits
            "resnet18"          | "vgg16"              | architecture 'vgg16' is not known, only resnet18 and resnet34
            "stretch"           | "squash"             | needs 'preprocessing.resize' to be one of stretch, center_crop
            "area"              | 0                    | needs 'preprocessing.kernel' to be one of area, bilinear
            "width" : 224       | "width" : "wide"     | needs 'preprocessing.width' to be a whole number
            "width" : 224       | "width" : 9          | width and height must be 16 to 1024, got 9 × 224
            "width" : 224       | "width" : 9999999999 | cannot be read as JSON: look at line
            0.485               | "red"                | needs 'preprocessing.mean[0]' to be a number
            0.485,              | ``                   | mean and std need three finite numbers each
            0.485               | 1e400                | mean and std need three finite numbers each
            0.229               | -0.229               | std must be positive
            0.229               | null                 | is not valid: a list in it holds null
            1.5                 | 0                    | temperature must be positive, got 0.0
            1.5                 | -1                   | temperature must be positive, got -1.0
            1.5                 | 1e99                 | temperature must be positive, got Infinity
            "provenance" : {    | "provenance" : 3, {  | cannot be read as JSON: look at line
            "provenance" : {    | "metrics" : {        | cannot be read as JSON: look at line
            model.safetensors   | model.bin            | states no sha256 for model.safetensors
            """)
    void refusesACardThatSaysTheWrongThing(String good, String bad, String reason) throws IOException {
        rewrite(good, bad);
        assertRefused(Bundle.CARD, reason);
    }

    @Test
    void refusesACardWithMoreBehindIt() throws IOException {
        Path card = Drinks.write(folder, 1).resolve(Bundle.CARD);
        Files.writeString(card, Files.readString(card) + "{}");
        assertRefused(Bundle.CARD, "must hold one JSON object and nothing else");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "..", ".", "", "/etc/passwd", "/", "a/b", "..\\\\x", "C:x", "a\\u0000", ".hidden"})
    void refusesNamesThatLeadOutOfTheFolder(String name) throws IOException {
        rewrite("\"sha256\" : {", "\"sha256\" : { \"%s\" : \"00\", ".formatted(name));
        assertRefused(Bundle.CARD, "in sha256, which is not a plain file name");
    }

    @Test
    void refusesAMissingFile() throws IOException {
        Files.delete(Drinks.write(folder, 1).resolve(Bundle.WEIGHTS));
        assertRefused(Bundle.WEIGHTS, "is missing");
    }

    @Test
    void refusesAFolderInPlaceOfAFile() throws IOException {
        Path weights = Drinks.write(folder, 1).resolve(Bundle.WEIGHTS);
        Files.delete(weights);
        Files.createDirectory(weights);
        assertRefused(Bundle.WEIGHTS, "is missing");
    }

    @Test
    void refusesATruncatedFile() throws IOException {
        Path weights = Drinks.write(folder, 1).resolve(Bundle.WEIGHTS);
        byte[] whole = Files.readAllBytes(weights);
        Files.write(weights, Arrays.copyOf(whole, whole.length - 1));
        assertRefused(Bundle.WEIGHTS, "is damaged: its sha256 is");
    }

    @Test
    void refusesAFileWithOneByteFlipped() throws IOException {
        Path weights = Drinks.write(folder, 1).resolve(Bundle.WEIGHTS);
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length / 2] ^= 1;
        Files.write(weights, bytes);
        assertRefused(Bundle.WEIGHTS, "is damaged: its sha256 is");
    }

    @Test
    void refusesWeightsForAnotherNumberOfLabels() throws IOException {
        assertWeightsRefused(Drinks.fresh(3), "states resnet18 with 2 labels: tensor fc.weight has shape [3, 512]");
    }

    @ParameterizedTest
    @CsvSource({
        "layer2.0.conv1.weight,       NaN",
        "fc.bias,                     Infinity",
        "bn1.running_mean,            -Infinity",
        "layer4.1.bn2.running_var,    -0.5"
    })
    void refusesWeightsThatCannotBe(String tensor, float value) throws IOException {
        assertWeightsRefused(Drinks.withValue(tensor, value), "tensor %s holds %s".formatted(tensor, value));
    }

    @Test
    void refusesWeightsOfAnotherFormEvenWithTheRightHash() throws IOException {
        Bundle.write(folder, Drinks.card(1), Map.of(Bundle.WEIGHTS, "not weights at all".getBytes(UTF_8)));
        assertRefused(Bundle.WEIGHTS, "is not a safetensors file, or is cut off in its header");
    }

    private void assertWeightsRefused(Weights weights, String reason) throws IOException {
        Bundle.write(folder, Drinks.card(1), Drinks.files(weights));
        assertRefused(Bundle.WEIGHTS, reason);
    }

    private void rewrite(String good, String bad) throws IOException {
        Bundle.write(folder, Drinks.card(1), Map.of(Bundle.WEIGHTS, new byte[0]));
        String sound = Files.readString(folder.resolve(Bundle.CARD));
        assertThat(sound).contains(good);
        Files.writeString(folder.resolve(Bundle.CARD), sound.replace(good, bad));
    }

    /// The message starts with the file and speaks of nothing that its reader cannot see.
    private void assertRefused(String file, String reason) {
        assertThatThrownBy(() -> Bundle.open(folder))
                .isInstanceOf(Failure.BadBundle.class)
                .hasMessageStartingWith(folder.resolve(file) + ": ")
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("dev.sommelier", "com.fasterxml", "java.", "`");
    }
}
