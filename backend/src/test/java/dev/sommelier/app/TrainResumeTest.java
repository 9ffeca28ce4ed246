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
import java.util.stream.IntStream;
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
        await("checkpoint", 2);
        killed.destroyForcibly().waitFor();
        assertThat(folder.resolve("killed/models")).doesNotExist();
        run("--resume", "last", "track.folder=" + folder.resolve("killed/runs"));

        assertThat(card("killed").at("/sha256/model.safetensors"))
                .isEqualTo(card("undisturbed").at("/sha256/model.safetensors"));
        assertThat(card("killed").at("/metrics")).isEqualTo(card("undisturbed").at("/metrics"));
        assertThat(epochs("killed")).isEqualTo(epochs("undisturbed")).hasSize(EPOCHS);
    }

    /// In the second part, and again while all photos are learnt from.
    @Test
    void goesOnInTheMiddleOfACrossValidation() throws Exception {
        run(folded("undisturbed"));
        Process killed = start(folded("killed"));
        await("checkpoint/part-2", 1);
        killed.destroyForcibly().waitFor();
        String[] resume = {"--resume", "last", "track.folder=" + folder.resolve("killed/runs")};
        killed = start(resume);
        await("checkpoint", 1);
        killed.destroyForcibly().waitFor();
        assertThat(folder.resolve("killed/models")).doesNotExist();
        run(resume);

        assertThat(card("killed").at("/sha256/model.safetensors"))
                .isEqualTo(card("undisturbed").at("/sha256/model.safetensors"));
        assertThat(card("killed").at("/metrics")).isEqualTo(card("undisturbed").at("/metrics"));
        assertThat(card("killed").at("/metrics/cross_validation/photos").asInt())
                .as("every photo was judged by")
                .isEqualTo(DrawnFolder.PHOTOS * DrawnFolder.LABELS.size());
        assertThat(epochs("killed")).isEqualTo(epochs("undisturbed")).hasSize(3 * 2);
    }

    private String[] folded(String name) {
        List<String> settings = new ArrayList<>(List.of(settings(name)));
        settings.remove("train.epochs=" + EPOCHS);
        settings.addAll(List.of("dataset.folds=2", "train.epochs=2"));
        return settings.toArray(String[]::new);
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

    /// @param epoch or a later one
    private void await(String checkpoints, int epoch) throws Exception {
        for (int i = 0; i < 1200 && !saved(checkpoints, epoch); i++) {
            Thread.sleep(50);
        }
        assertThat(saved(checkpoints, epoch)).as(errors()).isTrue();
    }

    private boolean saved(String checkpoints, int epoch) throws IOException {
        if (!Files.exists(folder.resolve("killed/runs"))) {
            return false;
        }
        try (Stream<Path> runs = Files.list(folder.resolve("killed/runs"))) {
            return runs.anyMatch(run -> IntStream.rangeClosed(epoch, EPOCHS)
                    .anyMatch(e -> Files.exists(run.resolve(checkpoints).resolve("epoch-0000" + e))));
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
