package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;

class KeyCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsAFreshKeyAndTheLineThatKeepsItsHashAlone() {
        assertThat(run("key", "till-3")).isZero();
        List<String> lines = out.toString().lines().map(String::strip).toList();
        String key = lines.get(1);
        assertThat(key).matches("[A-Za-z0-9_-]{43}");
        assertThat(lines.get(3)).isEqualTo("till-3 %s predict".formatted(DigestUtils.sha256Hex(key)));
        assertThat(run("key", "till-3")).isZero();
        assertThat(out.toString().lines().map(String::strip).toList().get(5)).isNotEqualTo(key);
    }

    @Test
    void givesTheKeyItsRole() {
        assertThat(run("key", "boss", "--role", "manage")).isZero();
        assertThat(out.toString().lines().toList().getLast()).endsWith(" manage");
        assertThat(run("key", "boss", "--role=root")).isNotZero();
        assertThat(err.toString()).contains("--role").contains("manage").contains("predict");
    }

    @Test
    void refusesANameThatAFileCannotHold() {
        assertThat(run("key", "till 3")).isEqualTo(1);
        assertThat(err.toString()).contains("1 to 64 letters, digits").contains("'till 3'");
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... arguments) {
        return Main.execute(
                Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)), arguments);
    }
}
