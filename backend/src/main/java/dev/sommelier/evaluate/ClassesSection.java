package dev.sommelier.evaluate;

import dev.sommelier.evaluate.Block.Cell;
import dev.sommelier.evaluate.Block.Note;
import dev.sommelier.evaluate.Block.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How each class fares, and what it is taken for.
final class ClassesSection {
    /// A larger matrix cannot be read; the most frequent confusions can.
    private static final int MATRIX = 20;

    private ClassesSection() {}

    static Section of(Confusion confusion, List<String> labels) {
        List<ClassFigures> figures = ClassFigures.all(confusion);
        return new Section(
                "classes",
                "Class by class",
                new Json()
                        .put("figures", json(figures, labels))
                        .put("confusion_by_true_class", confusion.counts())
                        .map(),
                List.of(
                        table(figures, labels),
                        labels.size() > MATRIX ? pairs(confusion, labels) : matrix(confusion, labels),
                        new Note(
                                "Precision: of the photos called so, the part that is. Recall: of the photos that are, the part that is called so.")));
    }

    private static Map<String, Object> json(List<ClassFigures> figures, List<String> labels) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (int c = 0; c < labels.size(); c++) {
            ClassFigures of = figures.get(c);
            json.put(
                    labels.get(c),
                    new Json()
                            .put("support", of.support())
                            .put("precision", of.precision())
                            .put("recall", of.recall())
                            .put("recall_95", of.recallInterval())
                            .put("f1", of.f1())
                            .map());
        }
        return json;
    }

    private static Table table(List<ClassFigures> figures, List<String> labels) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int c = 0; c < labels.size(); c++) {
            ClassFigures of = figures.get(c);
            rows.add(Table.row(
                    labels.get(c),
                    Integer.toString(of.support()),
                    Wording.percent(of.precision()),
                    Wording.percent(of.recall()),
                    Wording.range(of.recallInterval()),
                    Wording.decimals(of.f1())));
        }
        return new Table(
                "Figures of each class",
                List.of("Class", "Photos", "Precision", "Recall", "95 % interval", "F1"),
                rows);
    }

    private static Table matrix(Confusion confusion, List<String> labels) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int truth = 0; truth < labels.size(); truth++) {
            List<Cell> row = new ArrayList<>(List.of(new Cell(labels.get(truth), 0)));
            for (int predicted = 0; predicted < labels.size(); predicted++) {
                int count = confusion.count(truth, predicted);
                row.add(new Cell(Integer.toString(count), (double) count / Math.max(1, confusion.support(truth))));
            }
            rows.add(row);
        }
        return new Table(
                "Confusion matrix: true class by row, predicted class by column",
                Stream.concat(Stream.of("True \\ predicted"), labels.stream()).toList(),
                rows);
    }

    private static Table pairs(Confusion confusion, List<String> labels) {
        record Pair(int truth, int predicted, int count) {}
        List<List<Cell>> rows = IntStream.range(0, labels.size())
                .boxed()
                .flatMap(t -> IntStream.range(0, labels.size())
                        .filter(p -> p != t && confusion.count(t, p) > 0)
                        .mapToObj(p -> new Pair(t, p, confusion.count(t, p))))
                .sorted(Comparator.comparingInt(Pair::count).reversed())
                .limit(MATRIX)
                .map(pair -> Table.row(
                        labels.get(pair.truth()), labels.get(pair.predicted()), Integer.toString(pair.count())))
                .toList();
        return new Table("The most frequent confusions", List.of("True", "Predicted", "Photos"), rows);
    }
}
