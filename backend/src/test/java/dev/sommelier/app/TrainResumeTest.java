package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sommelier.train.DrawnFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Trainings as processes of their own: only such a one can be killed.
class TrainResumeTest {
    private static final int EPOCHS = 4;

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void draw() throws IOException {
        DrawnFolder.draw(folder.resolve("photos"));
    }

    @Test
    void endsAfterAKillWithTheSameModelAsIfNothingHadHappened() throws Exception {
        run(settings("undisturbed"));
        Process killed = start(settings("killed"));
        awaitEpoch(2);
        killed.destroyForcibly().waitFor();
        assertThat(folder.resolve("killed/models")).doesNotExist();
        run("--resume", "last", "track.folder=" + folder.resolve("killed/runs"));

        assertThat(card("killed").at("/sha256/model.safetensors"))
                .isEqualTo(card("undisturbed").at("/sha256/model.safetensors"));
        assertThat(card("killed").at("/metrics")).isEqualTo(card("undisturbed").at("/metrics"));
        assertThat(epochs("killed")).isEqualTo(epochs("undisturbed")).hasSize(EPOCHS);
    }

    private String[] settings(String name) {
        return new String[] {
            "dataset.path=" + folder.resolve("photos"),
            "dataset.cache=" + folder.resolve("pictures"),
            "model.folder=" + folder.resolve(name).resolve("models"),
            "track.folder=" + folder.resolve(name).resolve("runs"),
            "train.weights=",
            "train.epochs=" + EPOCHS,
            "train.batch=8",
            "train.view-size=64",
            "train.dropout=0.2",
            "train.mixup=0.2",
            "train.threads=1"
        };
    }

    private void run(String... arguments) throws Exception {
        Process process = start(arguments);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue()).as(errors()).isZero();
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "train"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .redirectOutput(folder.resolve("output").toFile())
                .start();
    }

    private void awaitEpoch(int epoch) throws Exception {
        for (int i = 0; i < 1200 && !saved(epoch); i++) {
            Thread.sleep(50);
        }
        assertThat(saved(epoch)).as(errors()).isTrue();
    }

    private boolean saved(int epoch) throws IOException {
        if (!Files.exists(folder.resolve("killed/runs"))) {
            return false;
        }
        try (Stream<Path> runs = Files.list(folder.resolve("killed/runs"))) {
            return runs.anyMatch(run -> Files.exists(run.resolve("checkpoint/epoch-0000" + epoch)));
        }
    }

    private JsonNode card(String name) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve(name)
                        .resolve("models/my-model/1/model.json")
                        .toFile());
    }

    /// Losses of all epochs; how long they took is another matter.
    private List<String> epochs(String name) throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve(name).resolve("runs"))) {
            Path metrics = runs.findFirst().orElseThrow().resolve("metrics.jsonl");
            return Files.readAllLines(metrics).stream()
                    .filter(line -> !line.contains("\"step\""))
                    .map(line -> line.replaceAll("\"(time|photos_per_second|engine_share)\":[^,}]*,?", ""))
                    .toList();
        }
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors"));
    }
}
