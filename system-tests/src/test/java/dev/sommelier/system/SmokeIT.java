package dev.sommelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SmokeIT {
    @Test
    void everyCheckOfTheSmokeSimulationPasses() throws Exception {
        try (var product = Product.serve()) {
            var gatling = gatling("dev.sommelier.load.SmokeSimulation", product.api());
            var report = gatling.inputReader().readAllAsString();

            assertThat(gatling.waitFor()).as(report).isZero();
        }
    }

    /// On its own class path: Gatling's libraries are none of this module's.
    private static Process gatling(String simulation, URI target) throws IOException {
        var module = Path.of("../load-tests/target");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        // Gatling writes its log past the encapsulation of String.
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-DbaseUrl=" + target,
                        "-cp",
                        module.resolve("sommelier-load-tests.jar") + ":" + module.resolve("lib") + "/*",
                        "io.gatling.app.Gatling",
                        "--simulation",
                        simulation,
                        "--results-folder",
                        "target/gatling")
                .redirectErrorStream(true)
                .start();
    }
}
