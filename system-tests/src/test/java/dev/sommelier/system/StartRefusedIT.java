package dev.sommelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartRefusedIT {
    @ParameterizedTest
    @ValueSource(strings = {"serve.http.port", "serve.management.port", "ui.port"})
    void namesThePortThatIsInUse(String setting) throws Exception {
        try (var taken = new ServerSocket(0);
                var product = Product.up(setting + "=" + taken.getLocalPort())) {
            assertRefusal(product, Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void namesTheFolderThatHoldsNoModel(@TempDir Path folder) throws Exception {
        var missing = folder.resolve("no-model-here");
        try (var product = Product.up("serve.model=" + missing)) {
            assertRefusal(product, missing.toString());
        }
    }

    /// The last thing printed is a sentence for a person, and nothing of the inside is shown.
    private static void assertRefusal(Product product, String named) throws InterruptedException {
        assertThat(product.exitCode()).isEqualTo(1);
        assertThat(product.output().lines().toList().getLast()).contains(named);
        assertThat(product.output()).doesNotContain("\tat ").doesNotContain("Exception");
    }
}
