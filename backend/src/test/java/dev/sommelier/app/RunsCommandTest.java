package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sommelier.track.Environment;
import dev.sommelier.track.Run;
import dev.sommelier.track.Tracking;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `./sommelier runs` prints.
class RunsCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void train() {
        train("first", "2026-11-01T10:00:00Z", 0.8, 0.5);
        train("second", "2026-11-01T11:00:00Z", 0.9, 0.6);
        run("third", "2026-11-01T12:00:00Z", 0.01).fail("The loss is NaN.");
    }

    private void train(String name, String time, double accuracy, double loss) {
        Run run = run(name, time, accuracy / 1000);
        run.step(1, 1, Map.of("loss", loss));
        run.epoch(1, Map.of("validation_accuracy", accuracy / 2));
        run.epoch(2, Map.of("validation_accuracy", accuracy));
        run.summary(Map.of("validation_accuracy", accuracy, "validation_loss", loss));
        run.finish();
    }

    private Run run(String name, String time, double rate) {
        Clock clock = Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
        return new Tracking(folder, Duration.ZERO, err::write, clock)
                .create(
                        name,
                        Map.of("train.learning-rate", rate, "train.seed", 1),
                        Environment.current(Map.of(), Optional.empty(), List.of()),
                        Map.of());
    }

    @Test
    void listsTheBestFirst() {
        assertThat(runs()).isZero();
        assertThat(out.toString()).isEqualTo("""
                ID                      NAME    STATE     EPOCHS  TIME  validation_accuracy  validation_loss
                20261101-110000-second  second  finished       2  0:00               0.9000           0.6000
                20261101-100000-first   first   finished       2  0:00               0.8000           0.5000
                20261101-120000-third   third   failed         0  0:00                    -                -
                """);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void listsByAnotherMetric() {
        assertThat(runs("list", "--by", "validation_loss")).isZero();
        assertThat(out.toString().lines().skip(1))
                .first()
                .asString()
                .contains("first")
                .endsWith("0.5000               0.8000");
        assertThat(runs("list", "--by", "los")).isEqualTo(1);
        assertThat(err.toString())
                .contains("--by los: no run has that metric. There are validation_accuracy, validation_loss.");
    }

    @Test
    void namesADamagedFolderAndListsTheRest() throws IOException {
        Files.createDirectory(folder.resolve("broken"));
        assertThat(runs("list")).isZero();
        assertThat(out.toString()).hasLineCount(4);
        assertThat(err.toString())
                .isEqualTo("sommelier: %s is no whole run: there is no run.json. It is left out.%n"
                        .formatted(folder.resolve("broken")));
    }

    @Test
    void showsOneRun() {
        assertThat(runs("show", "second")).isZero();
        assertThat(out.toString())
                .startsWith("20261101-110000-second\n  state    finished\n  started  2026-11-01T11:00:00Z\n")
                .contains("\nSettings\n  train.learning-rate  9.0E-4\n  train.seed           1\n")
                .contains("\nResult\n  validation_accuracy  0.9000\n  validation_loss      0.6000\n")
                .endsWith("\nEPOCH  validation_accuracy\n    1               0.4500\n    2               0.9000\n");
        assertThat(runs("show", "last")).isZero();
        assertThat(out.toString()).contains("  state    failed: The loss is NaN.\n");
    }

    @Test
    void comparesRuns() {
        assertThat(runs("compare", "first", "second", "third")).isZero();
        assertThat(out.toString()).isEqualTo("""
                                     20261101-100000-first  20261101-110000-second  20261101-120000-third
                state                             finished                finished                 failed
                train.learning-rate                 8.0E-4                  9.0E-4                   0.01
                validation_accuracy                 0.8000                * 0.9000                      -
                validation_loss                   * 0.5000                  0.6000                      -
                """);
    }

    @Test
    void printsJson() throws IOException {
        assertThat(runs("--json")).isZero();
        JsonNode list = json();
        assertThat(list.findValuesAsText("id"))
                .containsExactly("20261101-110000-second", "20261101-100000-first", "20261101-120000-third");
        assertThat(list.get(0).path("started").asText()).isEqualTo("2026-11-01T11:00:00Z");
        assertThat(list.get(0).path("summary").path("validation_accuracy").asDouble())
                .isEqualTo(0.9);

        assertThat(runs("show", "--json", "first")).isZero();
        JsonNode shown = json();
        assertThat(shown.path("config").path("train.seed").asText()).isEqualTo("1");
        assertThat(shown.path("epochs").get(1).path("validation_accuracy").asDouble())
                .isEqualTo(0.8);

        assertThat(runs("compare", "first", "second", "--json")).isZero();
        JsonNode compared = json();
        assertThat(compared.path("best").path("validation_loss").asText()).isEqualTo("20261101-100000-first");
        assertThat(compared.path("config").size()).isEqualTo(1);
    }

    @Test
    void saysWhatItWants() {
        for (List<String> arguments : List.of(
                List.of("show"),
                List.of("compare", "first"),
                List.of("lsit"),
                List.of("show", "cow"),
                List.of("show", "2026"))) {
            err.getBuffer().setLength(0);
            assertThat(runs(arguments.toArray(String[]::new))).isEqualTo(1);
            assertThat(err.toString()).startsWith("sommelier: ").hasLineCount(1);
        }
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysHowToGetARunIfThereIsNone() {
        folder = folder.resolve("none");
        assertThat(runs()).isZero();
        assertThat(out.toString()).contains("No runs in", "./sommelier train");
        assertThat(runs("show", "last")).isEqualTo(1);
        assertThat(err.toString()).contains("There is no run in");
    }

    private JsonNode json() throws IOException {
        JsonNode json = new ObjectMapper().readTree(out.toString());
        out.getBuffer().setLength(0);
        return json;
    }

    private int runs(String... arguments) {
        List<String> all = new ArrayList<>(List.of("runs"));
        all.addAll(List.of(arguments));
        all.add("track.folder=" + folder);
        return Main.execute(
                Main.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true)),
                all.toArray(String[]::new));
    }
}
