package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/// The sweep with trials that train nothing.
class SweepTest {
    private final StringWriter out = new StringWriter();
    private final List<Integer> tried = new ArrayList<>();

    @Test
    void showsTheBestByValidationLossFirstAndNothingOfTheTest() throws Exception {
        assertThat(sweep("train.batch=8,16,32").run(settings -> outcome(settings, 40.0 - batch(settings), 0.5)))
                .isZero();
        assertThat(table())
                .containsExactly(
                        "train.batch  validation accuracy  validation loss  state  run",
                        "32           0.5000               8.0000           done   models/32",
                        "16           0.5000               24.0000          done   models/16",
                        "8            0.5000               32.0000          done   models/8",
                        "Best by validation loss: models/32");
        assertThat(tried).containsExactly(8, 16, 32);
        assertThat(out.toString()).contains("Point 2 of 3: train.batch=16");
    }

    @Test
    void goesOnAfterAPointThatFails() throws Exception {
        int code = sweep("train.batch=8,16,32").run(settings -> {
            if (batch(settings) < 32) {
                tried.add(batch(settings));
                throw batch(settings) == 8
                        ? new Failure.BadConfig("train.learning-rate: the loss became NaN. Lower it.")
                        : new IllegalStateException("the cork is stuck");
            }
            return outcome(settings, 1, 0.5);
        });
        assertThat(code).isEqualTo(1);
        assertThat(tried).containsExactly(8, 16, 32);
        assertThat(table().get(1)).startsWith("32 ").endsWith("models/32");
        assertThat(table().get(2))
                .startsWith("8 ")
                .endsWith("failed  train.learning-rate: the loss became NaN. Lower it.");
        assertThat(table().get(3)).startsWith("16 ").contains("IllegalStateException: the cork is stuck");
        assertThat(out.toString()).doesNotContain("\tat ");
        Files.delete(Path.of(table().get(3).substring(table().get(3).lastIndexOf(' ') + 1)));
    }

    @Test
    void putsALossThatIsNoNumberLast() throws Exception {
        sweep("train.batch=8,16").run(settings -> outcome(settings, batch(settings) == 8 ? Double.NaN : 2, 0.5));
        assertThat(table().get(1)).startsWith("16 ");
    }

    @Test
    void saysThatNoPointSucceeded() throws Exception {
        int code = sweep("train.batch=8,16").run(settings -> {
            throw new Failure.BadDataset("no photos");
        });
        assertThat(code).isEqualTo(1);
        assertThat(table()).last().isEqualTo("No point succeeded.");
    }

    @Test
    void endsWhenItIsStoppedAndShowsWhatWasDone() {
        Sweep sweep = sweep("train.batch=8,16,32");
        assertThatThrownBy(() -> sweep.run(settings -> {
                    if (batch(settings) == 16) {
                        throw new CancellationException();
                    }
                    return outcome(settings, 1, 0.5);
                }))
                .isInstanceOf(CancellationException.class);
        assertThat(tried).containsExactly(8);
        assertThat(table()).contains("Stopped: 1 of 3 points were done.").anyMatch(line -> line.endsWith("models/8"));
    }

    @Test
    void checksEveryPointBeforeTheFirstOneRuns() {
        assertThatThrownBy(() -> Sweep.checked(
                        points("dataset.path=photos", "train.batch=8,16,1"),
                        TrainSettings::config,
                        new PrintWriter(out)))
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessageStartingWith("train.batch");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void takesTheValidationFiguresOfAModelCard() {
        Map<String, Object> card = Map.of(
                "validation", Map.of("accuracy", 0.9, "loss", 0.25, "photos", 40, "recall", Map.of("wine", 1.0)),
                "test", Map.of("accuracy", 1.0));
        assertThat(TrainSweep.validation(card)).isEqualTo(Map.of("validation_accuracy", 0.9, "validation_loss", 0.25));
        assertThat(TrainSweep.validation(Map.of())).isEmpty();
    }

    private Sweep.Outcome outcome(Settings settings, double loss, double accuracy) {
        tried.add(batch(settings));
        return new Sweep.Outcome(
                "models/" + batch(settings),
                Map.of("validation_loss", loss, "validation_accuracy", accuracy, "test_accuracy", 1.0));
    }

    private static int batch(Settings settings) {
        return settings.integer("train.batch");
    }

    private List<String> table() {
        List<String> lines = out.toString().lines().toList();
        return lines.subList(lines.indexOf("") + 1, lines.size());
    }

    private Sweep sweep(String... axes) {
        return Sweep.checked(points(axes), settings -> {}, new PrintWriter(out));
    }

    private static List<Point> points(String... axes) {
        Grid grid = new Grid(Arrays.stream(axes).map(Axis::parse).toList());
        return Point.of(grid, new Layers(Path.of("none"), Map.of()), List.of());
    }
}
