package dev.sommelier.evaluate;

import dev.sommelier.evaluate.Block.Cell;
import dev.sommelier.evaluate.Block.Charts;
import dev.sommelier.evaluate.Block.Note;
import dev.sommelier.evaluate.Block.Table;
import dev.sommelier.evaluate.Curve.Point;
import dev.sommelier.evaluate.Plot.Axis;
import dev.sommelier.evaluate.Plot.Kind;
import dev.sommelier.evaluate.Plot.Series;
import dev.sommelier.evaluate.Plot.Tick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What bad photos cost.
final class RobustnessSection {
    private RobustnessSection() {}

    static Section of(Robustness robustness) {
        return new Section(
                "robustness",
                "When photos are bad",
                new Json()
                        .put("clean_accuracy", robustness.accuracy(Corruption.DARKER, 0))
                        .put("mean_accuracy", robustness.meanAccuracy())
                        .put("corruptions", json(robustness))
                        .map(),
                List.of(
                        new Charts(List.of(plot(robustness))),
                        table(robustness),
                        new Note(
                                "The same photos, made worse in seven ways and five strengths. In brackets stands how strong: a factor of brightness or contrast, the deviation σ of noise (of 255) or blur (in pixels of the network's input), JPEG quality, degrees of rotation. The mean over all of them is %s."
                                        .formatted(Wording.percent(robustness.meanAccuracy())))));
    }

    private static Object json(Robustness robustness) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Corruption corruption : Corruption.values()) {
            json.put(
                    corruption.toString(),
                    new Json()
                            .put("strengths", corruption.amounts())
                            .put(
                                    "accuracy",
                                    IntStream.rangeClosed(1, Corruption.STRENGTHS)
                                            .mapToObj(s -> Wording.rounded(robustness.accuracy(corruption, s)))
                                            .toList())
                            .map());
        }
        return json;
    }

    private static Plot plot(Robustness robustness) {
        return new Plot(
                "Accuracy by strength",
                "Accuracy against the strength of the corruption, a line for each kind; 0 is the photo as it is.",
                new Axis(
                        "Strength",
                        IntStream.rangeClosed(0, Corruption.STRENGTHS)
                                .mapToObj(s -> new Tick(s, Integer.toString(s)))
                                .toList()),
                Axis.percent("Accuracy"),
                Arrays.stream(Corruption.values())
                        .map(corruption -> new Series(corruption.toString(), Kind.DOTS, curve(robustness, corruption)))
                        .toList());
    }

    private static Curve curve(Robustness robustness, Corruption corruption) {
        return new Curve(IntStream.rangeClosed(0, Corruption.STRENGTHS)
                .mapToObj(s -> new Point(s, robustness.accuracy(corruption, s)))
                .toList());
    }

    private static Table table(Robustness robustness) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Corruption corruption : Corruption.values()) {
            List<Cell> row = new ArrayList<>(Table.row(corruption.toString()));
            for (int s = 0; s <= Corruption.STRENGTHS; s++) {
                double accuracy = robustness.accuracy(corruption, s);
                String amount = s == 0
                        ? ""
                        : " (%s)".formatted(corruption.amounts().get(s - 1).replace(' ', '\u00a0'));
                row.add(new Cell(Wording.percent(accuracy) + amount, accuracy));
            }
            rows.add(row);
        }
        return new Table(
                "Accuracy by corruption and strength",
                Stream.concat(
                                Stream.of("Corruption", "none"),
                                IntStream.rangeClosed(1, Corruption.STRENGTHS).mapToObj(Integer::toString))
                        .toList(),
                rows);
    }
}
