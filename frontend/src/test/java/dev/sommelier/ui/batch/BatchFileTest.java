package dev.sommelier.ui.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.ui.api.Prediction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class BatchFileTest {
    @Test
    void writesALineForEachRowWithWhatIsKnown() {
        var rows = List.of(
                row("rioja, old.png", classified(3)),
                row("bad.png", new Outcome.Refused("It says \"no\".\nTwice.")),
                row("late.png", new Outcome.Cancelled()));

        assertThat(csv(rows).split("\r\n", -1))
                .containsExactly(
                        "\ufefffile,bytes,outcome,predicted_class,confidence,familiar,reason",
                        "\"rioja, old.png\",7,classified,class 0,0.5,false,",
                        "bad.png,7,refused,,,,\"It says \"\"no\"\".\nTwice.\"",
                        "late.png,7,cancelled,,,,",
                        "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@sum", "\tx"})
    void keepsASpreadsheetFromRunningAFileName(String name) {
        assertThat(csv(List.of(row(name, new Outcome.Waiting())))).contains("\r\n'" + name + ",7,");
    }

    @Test
    void writesJsonWithTheMostProbableClasses() {
        var json = new JsonMapper().readTree(BatchFile.json(List.of(row("a.png", classified(1000)))));

        assertThat(json.path(0).path("prediction").path("predicted_class").asString(""))
                .isEqualTo("class 0");
        assertThat(json.path(0).path("prediction").path("probabilities").size()).isEqualTo(10);
        assertThat(json.path(0).has("reason")).isFalse();
    }

    private static String csv(List<BatchRow> rows) {
        return new String(BatchFile.csv(rows), StandardCharsets.UTF_8);
    }

    private static BatchRow row(String name, Outcome outcome) {
        return new BatchRow(1, name, 7, outcome);
    }

    private static Outcome classified(int classes) {
        var scores = IntStream.range(0, classes)
                .mapToObj(i -> new Prediction.Score("class " + i, 0.5))
                .toList();
        return new Outcome.Classified(new Prediction("class 0", 0.5, scores, false));
    }
}
