package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `serve` as a process of its own, as only such a one can be stopped by a signal.
class ServeStopTest {
    private static final int SIGTERM = 15;

    @TempDir
    Path folder = Path.of("");

    @Test
    void endsBeforeItListensIfItIsStoppedWhileItLoads() throws Exception {
        Process serving = start();
        try {
            BufferedReader lines = serving.inputReader(StandardCharsets.UTF_8);
            // The engine has just loaded the network; sessions, warm-up and the server are yet to come.
            List<String> seen = until(lines, " runs on ");
            serving.toHandle().destroy();
            seen.addAll(lines.lines().toList());
            assertThat(serving.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            assertThat(serving.exitValue()).as(seen.toString()).isEqualTo(128 + SIGTERM);
            assertThat(seen).noneMatch(line -> line.startsWith("API ") || line.contains("SIGSEGV"));
        } finally {
            serving.destroyForcibly().waitFor();
        }
    }

    @Test
    void endsInOrderIfItIsStoppedWhileItServes() throws Exception {
        Process serving = start();
        try {
            BufferedReader lines = serving.inputReader(StandardCharsets.UTF_8);
            assertThat(until(lines, "API "))
                    .anySatisfy(line -> assertThat(line)
                            .matches(
                                    ".* INFO .* Listens at http://localhost:\\d+ \\(management at http://localhost:\\d+\\): random 1 on"
                                            + " onnxruntime in fp32, cpu"));
            serving.toHandle().destroy();
            List<String> stop =
                    lines.lines().filter(line -> line.contains("INFO")).toList();
            assertThat(serving.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            assertThat(serving.exitValue()).isZero();
            assertThat(stop).hasSize(3);
            assertThat(stop.get(0)).endsWith("Stops because of SIGTERM: 0 requests in flight");
            assertThat(stop.get(1)).matches(".* Drained after \\d+\\.\\d\\d s: what it had let in is answered");
            assertThat(stop.get(2)).matches(".* Stopped after \\d+\\.\\d\\d s");
        } finally {
            serving.destroyForcibly().waitFor();
        }
    }

    private static List<String> until(BufferedReader lines, String part) throws IOException {
        List<String> seen = new ArrayList<>();
        while (seen.isEmpty() || !seen.getLast().contains(part)) {
            String line = lines.readLine();
            assertThat(line).as("after " + seen).isNotNull();
            seen.add(line);
        }
        return seen;
    }

    private Process start() throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve");
        return new ProcessBuilder(Stream.concat(command.stream(), OperatedService.settings(folder).stream())
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }
}
