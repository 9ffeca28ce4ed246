package dev.sommelier.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import dev.sommelier.model.ModelCard.Int8;
import dev.sommelier.network.BatchNormFolding;
import dev.sommelier.network.Quantisation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a card may say of 8-bit whole numbers.
class Int8CardTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void keepsLossAndRanges() throws IOException {
        Int8 int8 = write();
        assertThat(Bundle.open(folder).card().int8()).contains(int8);
    }

    @Test
    void aBundleWithOtherRangesHasAnotherHash() throws IOException {
        Int8 int8 = write();
        Bundle bundle = Bundle.open(folder);
        assertThat(bundle.withInt8(int8).hash()).isEqualTo(bundle.hash());
        assertThat(bundle.withInt8(new Int8(0.5f, int8.ranges())).hash()).isNotEqualTo(bundle.hash());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "layer1.0.conv2" :      | "layer1.0.conv9" : | ranges are missing for [layer1.0.conv2], and [layer1.0.conv9] are not known
            "accuracy_loss" : 0.004 | "accuracy_loss" : 2 | accuracy_loss must be -1 to 1, got 2.0
            "accuracy_loss" : 0.004 | "accuracy_loss" : null | needs 'int8.accuracy_loss' to be a number
            "low" : -2.5            | "low" : 4.5        | int8: 4.5 to 3.5 is no range
            "low" : -2.5            | "low" : -1e7       | int8: -1.0E7 to 3.5 is no range
            "high" : 3.5            | "high" : 1e400     | int8: -2.5 to Infinity is no range
            "high" : 3.5            | "height" : 3.5     | needs 'int8.ranges.image.high' to be a number
            "high" : 3.5            | "high" : "much"    | needs 'int8.ranges.image.high' to be a number
            """)
    void refusesRangesThatCannotBe(String good, String bad, String reason) throws IOException {
        write();
        String sound = Files.readString(folder.resolve(Bundle.CARD));
        assertThat(sound).contains(good);
        Files.writeString(folder.resolve(Bundle.CARD), sound.replace(good, bad));
        assertRefused(reason);
    }

    @Test
    void refusesARangeThatIsNull() throws IOException {
        write();
        String sound = Files.readString(folder.resolve(Bundle.CARD));
        Files.writeString(folder.resolve(Bundle.CARD), sound.replaceFirst("\"image\" : \\{[^}]*}", "\"image\" : null"));
        assertRefused("int8: a range is null");
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> Bundle.open(folder))
                .isInstanceOf(Failure.BadBundle.class)
                .hasMessageStartingWith(folder.resolve(Bundle.CARD) + ": ")
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("dev.sommelier", "com.fasterxml", "java.");
    }

    private Int8 write() throws IOException {
        Bundle plain = Bundle.open(Drinks.write(folder.resolve("plain"), 1));
        Map<String, Int8.Range> ranges = new HashMap<>();
        Quantisation.measured(
                        BatchNormFolding.fold(plain.graph(), plain.weights()).graph())
                .forEach(value -> ranges.put(value, new Int8.Range(0, 1)));
        ranges.put("image", new Int8.Range(-2.5f, 3.5f));
        Int8 int8 = new Int8(0.004f, ranges);
        Bundle.write(folder, plain.card().withInt8(int8), Drinks.files());
        return int8;
    }
}
