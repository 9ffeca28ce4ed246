package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.train.DrawnFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `train` as a process of its own, as only such a one can be stopped by a signal.
class TrainStopTest {
    private static final int SIGTERM = 15;

    @TempDir
    Path folder = Path.of("");

    @Test
    void endsCleanlyInTheMiddleOfATrainingAndPublishesNothing() throws Exception {
        Process training = start();
        try {
            awaitSteps(training);
            training.destroy();
            assertThat(training.waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
            assertThat(training.exitValue()).as(errors()).isEqualTo(128 + SIGTERM);
            assertThat(errors())
                    .endsWith("sommelier: stopped, and nothing was published; --resume last goes on with it\n");
            assertThat(folder.resolve("models")).doesNotExist();
        } finally {
            training.destroyForcibly().waitFor();
        }
    }

    private Process start() throws IOException {
        DrawnFolder.draw(folder.resolve("photos"));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train",
                "dataset.path=" + folder.resolve("photos"),
                "model.folder=" + folder.resolve("models"),
                "train.weights=",
                "track.folder=" + folder.resolve("runs"),
                "dataset.cache=" + folder.resolve("pictures"),
                "train.epochs=1000",
                "train.patience=1000",
                "train.batch=8",
                "train.view-size=64",
                "train.threads=1");
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
    }

    /// Waits for the first epoch to end: from then on the engine is in a step nearly always.
    private void awaitSteps(Process training) throws IOException {
        BufferedReader lines = training.inputReader(StandardCharsets.UTF_8);
        String line = "";
        while (line != null && !line.matches(" +1 .*")) {
            line = lines.readLine();
        }
        assertThat(line).as(errors()).isNotNull();
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors"));
    }
}
