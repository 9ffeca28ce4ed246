package dev.sommelier.evaluate;

import dev.sommelier.evaluate.Block.Charts;
import dev.sommelier.evaluate.Block.Note;
import dev.sommelier.evaluate.Block.Table;
import dev.sommelier.evaluate.Plot.Axis;
import dev.sommelier.evaluate.Plot.Kind;
import dev.sommelier.evaluate.Plot.Series;
import java.util.List;

/// What it is worth to answer only when sure.
final class SelectiveSection {
    private static final int POINTS = 250;

    private SelectiveSection() {}

    static Section of(Selective selective, int photos) {
        return new Section(
                "selective",
                "Answering only when sure",
                new Json().put("thresholds", json(selective, photos)).map(),
                List.of(
                        new Charts(List.of(plot(selective))),
                        table(selective, photos),
                        new Note(
                                "Answers below the threshold are left to a person. The higher it is, the fewer photos are answered, and the more of those answers are right.")));
    }

    private static Object json(Selective selective, int photos) {
        return selective.points().stream()
                .map(point -> new Json()
                        .put("confidence", point.threshold())
                        .put("coverage", (double) point.answered() / photos)
                        .put("accuracy", point.accuracy())
                        .map())
                .toList();
    }

    private static Plot plot(Selective selective) {
        Curve curve = selective.curve().thinned(POINTS);
        double least = curve.points().stream().mapToDouble(Curve.Point::y).min().orElse(0);
        return new Plot(
                "Accuracy of the answers that are given",
                "Accuracy against the part of the photos that is answered, the surest first.",
                Axis.percent("Photos answered"),
                Axis.percent("Accuracy", Math.min(0.9, least)),
                List.of(new Series("", Kind.LINE, curve)));
    }

    private static Table table(Selective selective, int photos) {
        return new Table(
                "By threshold",
                List.of("Confidence at least", "Answered", "Accuracy", "95 % interval"),
                selective.points().stream()
                        .map(point -> Table.row(
                                "%d %%".formatted(Math.round(100 * point.threshold())),
                                Wording.percent((double) point.answered() / photos),
                                Wording.percent(point.accuracy()),
                                Wording.range(Interval.wilson(point.right(), point.answered()))))
                        .toList());
    }
}
