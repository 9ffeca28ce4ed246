package dev.sommelier.ui.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnippetsTest {
    private static final URI BACKEND = URI.create("http://localhost:8080/");

    @ParameterizedTest
    @ValueSource(strings = {"a b.png", "it's.png", "$(touch hacked).png", "`id`;\"x\"&.png", "-o.png", "ünï.png"})
    void keepAFileNameOneWordOfTheShell(String name) throws IOException, InterruptedException {
        String curl = new Snippets(BACKEND, false, name).curl();
        var shell = new ProcessBuilder(List.of("sh", "-c", curl.replaceFirst("curl", "printf '%s\\\\n'"))).start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        assertThat(said.lines())
                .containsExactly(
                        "--data-binary",
                        "@" + name,
                        "-H",
                        "Content-Type: application/octet-stream",
                        "http://localhost:8080/predict?explain=true");
    }

    @Test
    void keepAFileNameOneTextOfJava() {
        String java = new Snippets(BACKEND, false, "a\"b\\c\nd.png").java();
        assertThat(java).contains("Path.of(\"a\\\"b\\\\c_d.png\")").doesNotContain("X-API-Key");
    }

    @Test
    void nameTheKeyWithoutShowingIt() {
        var snippets = new Snippets(BACKEND, true, "a.png");
        assertThat(snippets.curl()).contains("-H \"X-API-Key: $SOMMELIER_KEY\"");
        assertThat(snippets.java()).contains("System.getenv(\"SOMMELIER_KEY\")");
    }
}
