package dev.sommelier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFileTest {

    private static final Rate DEFAULT = new Rate(7, 9);
    private static final String HASH = DigestUtils.sha256Hex("red");

    @TempDir
    Path folder = Path.of("");

    @Test
    void overlooksTheByteOrderMarkOfWindowsEditors() throws IOException {
        assertThat(read("\uFEFFtill %s predict\r\n".formatted(HASH)))
                .extracting(ApiKey::name)
                .containsExactly("till");
    }

    @Test
    void readsNamesRolesAndRates() throws IOException {
        List<ApiKey> keys =
                read("""
                # who may come in

                till-3  %s predict        # the till by the door
                boss    %s manage 0.5
                \tbatch.1 %s predict 100 400\r
                """.formatted(HASH, DigestUtils.sha256Hex("white").toUpperCase(java.util.Locale.ROOT), HASH));
        assertThat(keys).extracting(ApiKey::name).containsExactly("till-3", "boss", "batch.1");
        assertThat(keys).extracting(ApiKey::role).containsExactly(Role.PREDICT, Role.MANAGE, Role.PREDICT);
        assertThat(keys).extracting(ApiKey::rate).containsExactly(DEFAULT, new Rate(0.5, 9), new Rate(100, 400));
        assertThat(Objects.requireNonNull(new Keys(false, keys).find("white")).name())
                .isEqualTo("boss");
        assertThat(new Keys(false, keys).find("rosé")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "till,                             need NAME SHA256 ROLE",
        "till HASH,                        need NAME SHA256 ROLE",
        "till HASH predict 1 2 3,          need NAME SHA256 ROLE",
        "till/3 HASH predict,              NAME needs 1 to 64 letters",
        "keys:1 HASH predict,              NAME needs 1 to 64 letters",
        "first HASH predict,               NAME stands in a line above already",
        "till my-secret-key predict,       SHA256 needs 64 hex digits",
        "till HASHa predict,               SHA256 needs 64 hex digits",
        "till HASH root,                   'ROLE must be one of predict, manage'",
        "till HASH Manage,                 'ROLE must be one of predict, manage'",
        "till HASH predict fast,           PER_SECOND needs a number",
        "till HASH predict -1,             PER_SECOND needs a number",
        "till HASH predict NaN,            PER_SECOND needs a number",
        "till HASH predict 1000001,        PER_SECOND needs a number",
        "till HASH predict 1 0,            BURST needs a whole number",
        "till HASH predict 1 1.5,          BURST needs a whole number",
        "till HASH predict 1 99999999999,  BURST needs a whole number"
    })
    void namesTheLineAndTheRuleThatItBreaksAndRepeatsNothing(String line, String rule) throws IOException {
        String text = "first %s predict\n\n%s\n".formatted(HASH, line.replace("HASH", HASH));
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessageStartingWith("serve.http.keys-file: " + file() + ", line 3: " + rule)
                .hasMessageContaining("Mend the line")
                .hasMessageNotContaining("my-secret-key")
                .hasMessageNotContaining(HASH);
    }

    @Test
    void readsNoMoreLinesThanItMay() throws IOException {
        assertThat(read("# \n".repeat(KeyFile.MOST_LINES))).isEmpty();
        assertThatThrownBy(() -> read("# \n".repeat(KeyFile.MOST_LINES + 1)))
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessageContaining("at most 1000 lines");
        assertThatThrownBy(() -> read("x".repeat((1 << 20) + 1)))
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageContaining("more than 1,048,576 bytes");
    }

    @Test
    void saysThatTheFileIsNotThere() {
        assertThatThrownBy(() -> KeyFile.read(folder.resolve("none"), DEFAULT))
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageStartingWith("serve.http.keys-file: " + folder.resolve("none") + " cannot be read");
    }

    private List<ApiKey> read(String text) throws IOException {
        Files.writeString(file(), text);
        return KeyFile.read(file(), DEFAULT);
    }

    private Path file() {
        return folder.resolve("keys.txt");
    }
}
