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

/// Trainings as processes of their own: only such a one can be killed. The undisturbed one runs beside the other; each
/// has one thread.
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
        Process undisturbed = start("undisturbed", settings("undisturbed"));
        Process killed = start("killed", settings("killed"));
        await("checkpoint", 2);
        killed.destroyForcibly().waitFor();
        assertThat(folder.resolve("killed/models")).doesNotExist();
        end("killed", start("killed", "--resume", "last", "track.folder=" + folder.resolve("killed/runs")));
        end("undisturbed", undisturbed);

        assertThat(card("killed").at("/sha256/model.safetensors"))
                .isEqualTo(card("undisturbed").at("/sha256/model.safetensors"));
        assertThat(card("killed").at("/metrics")).isEqualTo(card("undisturbed").at("/metrics"));
        assertThat(epochs("killed")).isEqualTo(epochs("undisturbed")).hasSize(EPOCHS);
    }

    /// In the second part, and again while all photos are learnt from.
    @Test
    void goesOnInTheMiddleOfACrossValidation() throws Exception {
        Process undisturbed = start("undisturbed", folded("undisturbed"));
        Process killed = start("killed", folded("killed"));
        await("checkpoint/part-2", 1);
        killed.destroyForcibly().waitFor();
        String[] resume = {"--resume", "last", "track.folder=" + folder.resolve("killed/runs")};
        killed = start("killed", resume);
        await("checkpoint", 1);
        killed.destroyForcibly().waitFor();
        assertThat(folder.resolve("killed/models")).doesNotExist();
        end("killed", start("killed", resume));
        end("undisturbed", undisturbed);

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
            "dataset.cache=" + folder.resolve(name).resolve("pictures"),
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

    private void end(String name, Process process) throws Exception {
        assertThat(process.waitFor(240, TimeUnit.SECONDS)).as("it ends").isTrue();
        assertThat(process.exitValue()).as(errors(name)).isZero();
    }

    /// @param name of the files with what it prints
    private Process start(String name, String... arguments) throws IOException {
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
                .redirectError(folder.resolve(name + ".errors").toFile())
                .redirectOutput(folder.resolve(name + ".output").toFile())
                .start();
    }

    /// @param epoch or a later one
    private void await(String checkpoints, int epoch) throws Exception {
        for (int i = 0; i < 3000 && !saved(checkpoints, epoch); i++) {
            Thread.sleep(50);
        }
        assertThat(saved(checkpoints, epoch)).as(errors("killed")).isTrue();
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

    private String errors(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".errors"));
    }
}
