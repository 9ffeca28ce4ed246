package dev.sommelier.evaluate;

import dev.sommelier.evaluate.Block.Cell;
import dev.sommelier.evaluate.Block.Charts;
import dev.sommelier.evaluate.Block.Legend;
import dev.sommelier.evaluate.Block.Note;
import dev.sommelier.evaluate.Block.Table;
import dev.sommelier.evaluate.Plot.Axis;
import dev.sommelier.evaluate.Plot.Kind;
import dev.sommelier.evaluate.Plot.Series;
import dev.sommelier.evaluate.Reliability.Bin;
import java.util.ArrayList;
import java.util.List;

/// Whether the confidence can be believed, with the network's own and with the model's temperature.
final class CalibrationSection {
    private CalibrationSection() {}

    static Section of(Answers answers, float temperature) {
        return of(
                temperature,
                Reliability.of(Predictions.of(answers, 1)),
                Reliability.of(Predictions.of(answers, temperature)));
    }

    /// @param before with temperature 1
    static Section of(double temperature, Reliability before, Reliability after) {
        return new Section(
                "calibration",
                "Can the confidence be believed?",
                new Json()
                        .put("temperature", temperature)
                        .put("before", json(before))
                        .put("after", json(after))
                        .map(),
                List.of(
                        new Charts(List.of(
                                plot("Before: temperature 1", before),
                                plot("After: temperature %s".formatted(Wording.decimals(temperature)), after))),
                        table(after),
                        new Note(
                                "Of the answers with 80 % confidence, 80 % should be right. The temperature divides the network's outputs; it was fitted on the validation photos when the model was trained, and changes no answer, only how sure it is."),
                        new Legend("Bars that end at the line are believed rightly; bars of few photos say little.")));
    }

    private static Object json(Reliability reliability) {
        return new Json()
                .put("error", reliability.error())
                .put(
                        "bins",
                        reliability.bins().stream()
                                .map(bin -> new Json()
                                        .put("photos", bin.photos())
                                        .put("confidence", bin.confidence())
                                        .put("accuracy", bin.accuracy())
                                        .map())
                                .toList())
                .map();
    }

    private static Plot plot(String title, Reliability reliability) {
        List<Curve.Point> bars = new ArrayList<>();
        List<Bin> bins = reliability.bins();
        for (int i = 0; i < bins.size(); i++) {
            bars.add(new Curve.Point((i + 0.5) / bins.size(), bins.get(i).accuracy()));
        }
        return new Plot(
                "%s, error %s".formatted(title, Wording.percent(reliability.error())),
                "Part of the answers that is right, a bar for each tenth of confidence.",
                Axis.percent("Confidence"),
                Axis.percent("Right answers"),
                List.of(new Series("", Kind.BARS, new Curve(bars)), Plot.diagonal("honest confidence")));
    }

    private static Table table(Reliability reliability) {
        List<List<Cell>> rows = new ArrayList<>();
        List<Bin> bins = reliability.bins();
        for (int i = 0; i < bins.size(); i++) {
            Bin bin = bins.get(i);
            if (bin.photos() > 0) {
                rows.add(Table.row(
                        "%d – %d %%".formatted(100 * i / bins.size(), 100 * (i + 1) / bins.size()),
                        Integer.toString(bin.photos()),
                        Wording.percent(bin.confidence()),
                        Wording.percent(bin.accuracy())));
            }
        }
        return new Table(
                "After temperature scaling", List.of("Confidence", "Photos", "Mean confidence", "Right"), rows);
    }
}
