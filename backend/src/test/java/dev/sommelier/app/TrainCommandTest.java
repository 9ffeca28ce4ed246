package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.track.Environment;
import dev.sommelier.track.Tracking;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What is refused before anything is trained.
class TrainCommandTest {
    @TempDir
    Path folder = Path.of("");

    private final StringWriter err = new StringWriter();

    @Test
    void leavesNoRunBehindIfThereAreNoPhotos() {
        assertThat(run("train", "dataset.path=" + folder.resolve("photoz"), "track.folder=" + runs()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("photoz is not a folder");
        assertThat(runs()).doesNotExist();
    }

    @Test
    void doesNotFillUpTheSettingsOfARunWithOthers() {
        new Tracking(runs(), Duration.ZERO, warning -> {})
                .create(
                        "pets",
                        Map.of("train.epochs", 7),
                        Environment.current(Map.of(), Optional.empty(), List.of()),
                        Map.of())
                .stop();
        assertThat(run("train", "--resume", "last", "track.folder=" + runs())).isEqualTo(1);
        assertThat(err.toString()).contains("cannot be resumed: its config.json lacks most settings");
    }

    @Test
    void takesNoOtherSettingsForARunThatItGoesOnWith() {
        assertThat(run("train", "--resume", "last", "train.epochs=30")).isEqualTo(1);
        assertThat(err.toString()).contains("--resume goes on with the settings of the run");
    }

    private Path runs() {
        return folder.resolve("runs");
    }

    private int run(String... arguments) {
        CommandLine command = Main.commandLine().setErr(new PrintWriter(err, true));
        return Main.execute(command, arguments);
    }
}
