package dev.sommelier.evaluate;

import dev.sommelier.evaluate.Block.Cell;
import dev.sommelier.evaluate.Block.Charts;
import dev.sommelier.evaluate.Block.Note;
import dev.sommelier.evaluate.Block.Table;
import dev.sommelier.evaluate.Plot.Axis;
import dev.sommelier.evaluate.Plot.Kind;
import dev.sommelier.evaluate.Plot.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Each class against all others, at every threshold.
final class CurvesSection {
    /// More lines than this cannot be told apart; those of the worst classes are drawn.
    private static final int LINES = 8;

    private static final int POINTS = 250;

    record OfClass(String label, Roc roc, PrecisionRecall precisionRecall) {}

    private CurvesSection() {}

    static Section of(Predictions predictions, List<String> labels) {
        return of(IntStream.range(0, labels.size())
                .mapToObj(c -> {
                    Ranking ranking = predictions.ranking(c);
                    return new OfClass(labels.get(c), Roc.of(ranking), PrecisionRecall.of(ranking));
                })
                .toList());
    }

    static Section of(List<OfClass> all) {
        double macroAuc = mean(all, of -> of.roc().auc());
        double macroAp = mean(all, of -> of.precisionRecall().averagePrecision());
        return new Section(
                "curves",
                "Each class against all others",
                new Json()
                        .put("macro_auc", macroAuc)
                        .put("macro_average_precision", macroAp)
                        .put("classes", json(all))
                        .map(),
                List.of(new Charts(List.of(roc(all), precisionRecall(all))), table(all, macroAuc, macroAp), note()));
    }

    /// Classes without photos, or with all of them, have no curve.
    private static double mean(List<OfClass> all, ToDoubleFunction<OfClass> figure) {
        return all.stream()
                .mapToDouble(figure)
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    private static Map<String, Object> json(List<OfClass> all) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (OfClass of : all) {
            boolean drawn = Double.isFinite(of.roc().auc());
            json.put(
                    of.label(),
                    new Json()
                            .put("auc", of.roc().auc())
                            .put("average_precision", of.precisionRecall().averagePrecision())
                            .put("roc", drawn ? of.roc().curve().thinned(POINTS).toList() : List.of())
                            .put(
                                    "precision_recall",
                                    drawn
                                            ? of.precisionRecall()
                                                    .curve()
                                                    .thinned(POINTS)
                                                    .toList()
                                            : List.of())
                            .map());
        }
        return json;
    }

    private static Plot roc(List<OfClass> all) {
        return new Plot(
                "ROC",
                "True positive rate against false positive rate, a line for each class.",
                Axis.percent("False positive rate"),
                Axis.percent("True positive rate"),
                Stream.concat(lines(all, Kind.LINE, of -> of.roc().curve()), Stream.of(Plot.diagonal("by chance")))
                        .toList());
    }

    private static Plot precisionRecall(List<OfClass> all) {
        return new Plot(
                "Precision and recall",
                "Precision against recall, a line for each class.",
                Axis.percent("Recall"),
                Axis.percent("Precision"),
                lines(all, Kind.STEPS, of -> fromTheLeft(of.precisionRecall().curve()))
                        .toList());
    }

    private static Curve fromTheLeft(Curve curve) {
        List<Curve.Point> points = new ArrayList<>(curve.points());
        points.addFirst(new Curve.Point(0, points.getFirst().y()));
        return new Curve(points);
    }

    private static Stream<Series> lines(List<OfClass> all, Kind kind, Function<OfClass, Curve> curve) {
        List<OfClass> worst = all.stream()
                .filter(of -> Double.isFinite(of.roc().auc()))
                .sorted(Comparator.comparingDouble(of -> of.roc().auc()))
                .limit(LINES)
                .toList();
        return all.stream()
                .filter(worst::contains)
                .map(of -> new Series(of.label(), kind, curve.apply(of).thinned(POINTS)));
    }

    private static Table table(List<OfClass> all, double macroAuc, double macroAp) {
        List<List<Cell>> rows = new ArrayList<>();
        for (OfClass of : all) {
            rows.add(Table.row(
                    of.label(),
                    Wording.decimals(of.roc().auc()),
                    Wording.decimals(of.precisionRecall().averagePrecision()),
                    Wording.decimals(of.precisionRecall().share())));
        }
        rows.add(Table.row("mean", Wording.decimals(macroAuc), Wording.decimals(macroAp), ""));
        return new Table("Areas under the curves", List.of("Class", "ROC AUC", "Average precision", "By chance"), rows);
    }

    private static Note note() {
        return new Note(
                "AUC: how often a photo of the class gets a higher probability for it than another photo; 0.5 is chance, 1 is perfect. Average precision: the area under precision and recall; chance is the share of the class.");
    }
}
