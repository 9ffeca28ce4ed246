package dev.sommelier.ui.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// How a version did before it was published.
///
/// @param confusion photos by true class (row) and answered class
/// @param bins of confidence, from the lowest
public record ModelEvaluation(List<ClassFigures> classes, List<List<Integer>> confusion, List<Bin> bins) {
    private static final int MOST_CLASSES = 1000;
    private static final int MOST_BINS = 100;

    public ModelEvaluation {
        classes = List.copyOf(classes);
        confusion = confusion.stream().map(List::copyOf).toList();
        bins = List.copyOf(bins);
    }

    /// Figures that are not known are NaN.
    ///
    /// @param low of the 95 % interval of the recall
    public record ClassFigures(
            String label, int photos, double precision, double recall, double low, double high, double f1) {}

    /// @param confidence mean of it; NaN without photos
    public record Bin(int photos, double confidence, double accuracy) {}

    static BodyReader<ModelEvaluation> reader() {
        return BodyReader.json(ModelEvaluation::read);
    }

    private static Optional<ModelEvaluation> read(JsonNode json) {
        JsonNode figures = json.path("classes").path("figures");
        List<ClassFigures> classes = json.path("labels")
                .valueStream()
                .limit(MOST_CLASSES)
                .map(label -> figures(label.asString(""), figures.path(label.asString(""))))
                .toList();
        List<List<Integer>> confusion = json.path("classes")
                .path("confusion_by_true_class")
                .valueStream()
                .map(row -> row.valueStream().map(cell -> cell.asInt(0)).toList())
                .toList();
        boolean sound = !classes.isEmpty()
                && confusion.size() == classes.size()
                && confusion.stream().allMatch(row -> row.size() == classes.size());
        return sound ? Optional.of(new ModelEvaluation(classes, confusion, bins(json))) : Optional.empty();
    }

    private static ClassFigures figures(String label, JsonNode node) {
        return new ClassFigures(
                label,
                node.path("support").asInt(0),
                node.path("precision").asDouble(Double.NaN),
                node.path("recall").asDouble(Double.NaN),
                node.path("recall_95").path(0).asDouble(Double.NaN),
                node.path("recall_95").path(1).asDouble(Double.NaN),
                node.path("f1").asDouble(Double.NaN));
    }

    private static List<Bin> bins(JsonNode json) {
        List<Bin> bins = new ArrayList<>();
        json.path("calibration")
                .path("after")
                .path("bins")
                .valueStream()
                .limit(MOST_BINS)
                .forEach(bin -> bins.add(new Bin(
                        bin.path("photos").asInt(0),
                        bin.path("confidence").asDouble(Double.NaN),
                        bin.path("accuracy").asDouble(Double.NaN))));
        return bins;
    }
}
