package dev.sommelier.evaluate;

import dev.sommelier.evaluate.Block.Note;
import dev.sommelier.evaluate.Block.Table;
import dev.sommelier.evaluate.Reliability.Bin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A report made again from its `evaluation.json`. Figures are those of the file, with four digits; what the file does
/// not hold, as photos and their heat maps, is not in it.
public final class StoredReport {
    private static final int SCHEMA = 1;
    private static final int MOST_LABELS = 1000;
    private static final int MOST_ROWS = 100;

    /// What says which model and photos, and no figure of its own.
    private static final Set<String> ABOUT = Set.of(
            "schema",
            "model",
            "version",
            "model_sha256",
            "preprocessing",
            "engine",
            "labels",
            "data",
            "folds",
            "photos");

    private final StoredFigures all;
    private final List<String> labels;
    private final int photos;

    private StoredReport(StoredFigures all) {
        this.all = all;
        labels = all.texts("labels");
        photos = all.count("photos");
    }

    /// The report as [EvaluationPage].
    ///
    /// @param title names the model: a published file does not know its version
    /// @param json anybody may have written it
    /// @throws IllegalArgumentException if it is no evaluation, or of a form that is not known here
    public static String page(String title, byte[] json) {
        return EvaluationPage.of(read(title, json));
    }

    static Report read(String title, byte[] json) {
        StoredFigures all = StoredFigures.read(json);
        if (all.count("schema") != SCHEMA) {
            throw new IllegalArgumentException("is of a schema that is not known");
        }
        StoredReport stored = new StoredReport(all);
        int labels = stored.labels.size();
        if (labels < 2 || labels > MOST_LABELS || stored.photos == 0) {
            throw new IllegalArgumentException("needs 2 to %d labels and a photo, and has %d and %d"
                    .formatted(MOST_LABELS, labels, stored.photos));
        }
        return new Report(title, stored.subtitle(), Map.of(), stored.sections());
    }

    private String subtitle() {
        return all.has("folds")
                ? "%d photos by cross-validation: each was answered by one of %d networks of the same recipe that had not learnt from it"
                        .formatted(photos, all.count("folds"))
                : "%d photos of %s".formatted(photos, all.text("data"));
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        add(sections, "summary", this::summary);
        add(sections, "classes", this::classes);
        add(sections, "curves", this::curves);
        add(sections, "calibration", StoredReport::calibration);
        add(sections, "selective", this::selective);
        add(sections, "familiarity", StoredReport::familiarity);
        add(sections, "mistakes", StoredReport::mistakes);
        Set<String> shown = sections.stream().map(Section::key).collect(Collectors.toSet());
        String rest = all.keys()
                .filter(key -> !ABOUT.contains(key) && !shown.contains(key))
                .limit(MOST_ROWS)
                .collect(Collectors.joining(", "));
        if (!rest.isEmpty()) {
            sections.add(new Section(
                    "more",
                    "More in the file",
                    Map.of(),
                    List.of(new Note("The file also holds: %s.".formatted(rest)))));
        }
        return sections;
    }

    private void add(List<Section> sections, String key, Function<StoredFigures, Section> section) {
        if (all.has(key)) {
            sections.add(section.apply(all.inside(key)));
        }
    }

    private Section summary(StoredFigures json) {
        StoredFigures flipped = json.inside("flip_averaged");
        return SummarySection.of(new SummarySection.Figures(
                json.count("photos"),
                json.number("accuracy"),
                json.interval("accuracy_95"),
                json.number("macro_f1"),
                json.number("log_loss"),
                json.number("brier"),
                json.number("calibration_error"),
                new SummarySection.Flipped(
                        flipped.number("accuracy"),
                        flipped.interval("accuracy_95"),
                        flipped.number("log_loss"),
                        flipped.number("difference"),
                        flipped.bounds("difference_95"))));
    }

    private Section classes(StoredFigures json) {
        return ClassesSection.of(new Confusion(matrix(json)), labels);
    }

    private List<List<Integer>> matrix(StoredFigures json) {
        List<List<Integer>> counts = json.counts("confusion_by_true_class");
        if (counts.size() != labels.size() || counts.stream().anyMatch(row -> row.size() != labels.size())) {
            throw new IllegalArgumentException("has a confusion matrix of another size than its labels");
        }
        return counts;
    }

    private Section curves(StoredFigures json) {
        StoredFigures classes = json.inside("classes");
        Confusion confusion = new Confusion(matrix(all.inside("classes")));
        List<CurvesSection.OfClass> of = new ArrayList<>();
        for (int c = 0; c < labels.size(); c++) {
            of.add(curves(classes.inside(labels.get(c)), labels.get(c), (double) confusion.support(c) / photos));
        }
        return CurvesSection.of(of);
    }

    private static CurvesSection.OfClass curves(StoredFigures json, String label, double share) {
        Curve roc = json.curve("roc");
        Curve precisionRecall = json.curve("precision_recall");
        boolean drawn = !roc.points().isEmpty() && !precisionRecall.points().isEmpty();
        return new CurvesSection.OfClass(
                label,
                new Roc(roc, drawn ? json.number("auc") : Double.NaN),
                new PrecisionRecall(precisionRecall, json.number("average_precision"), share));
    }

    private static Section calibration(StoredFigures json) {
        return CalibrationSection.of(
                json.number("temperature"), reliability(json.inside("before")), reliability(json.inside("after")));
    }

    private static Reliability reliability(StoredFigures json) {
        List<StoredFigures> bins = json.objects("bins");
        if (bins.isEmpty() || bins.size() > MOST_ROWS) {
            throw new IllegalArgumentException("needs 1 to %d bins of confidence".formatted(MOST_ROWS));
        }
        return new Reliability(bins.stream()
                .map(bin -> new Bin(bin.count("photos"), bin.number("confidence"), bin.number("accuracy")))
                .toList());
    }

    /// The curve goes through the thresholds of the file alone.
    private Section selective(StoredFigures json) {
        List<Selective.Point> points = json.objects("thresholds").stream()
                .limit(MOST_ROWS)
                .map(this::threshold)
                .toList();
        Curve curve = new Curve(points.reversed().stream()
                .filter(point -> point.answered() > 0)
                .map(point -> new Curve.Point((double) point.answered() / photos, point.accuracy()))
                .toList());
        return SelectiveSection.of(new Selective(curve, points), photos);
    }

    private Selective.Point threshold(StoredFigures json) {
        double coverage = json.number("coverage");
        double accuracy = json.number("accuracy");
        int answered = (int) Math.round(Math.clamp(coverage, 0, 1) * photos);
        return new Selective.Point(
                json.number("confidence"), answered, (int) Math.round(Math.clamp(accuracy, 0, 1) * answered));
    }

    private static Section familiarity(StoredFigures json) {
        return FamiliaritySection.of(new FamiliarityReport(
                json.count("photos"),
                json.count("drawn_pictures"),
                json.number("auroc"),
                json.interval("auroc_95"),
                json.number("photos_familiar"),
                json.number("drawn_unfamiliar")));
    }

    /// Without the photos: the file has their names alone.
    private static Section mistakes(StoredFigures json) {
        List<StoredFigures> worst = json.objects("worst");
        List<Block> blocks = new ArrayList<>(List.of(new Note(
                worst.isEmpty()
                        ? "No answer is wrong."
                        : "Answers that are wrong: %d.".formatted(json.count("wrong")))));
        if (!worst.isEmpty()) {
            blocks.add(new Table(
                    "The surest of them",
                    List.of("Photo", "True class", "Predicted", "Confidence"),
                    worst.stream()
                            .limit(MOST_ROWS)
                            .map(each -> Table.row(
                                    each.text("file"),
                                    each.text("true"),
                                    each.text("predicted"),
                                    Wording.percent(each.number("confidence"))))
                            .toList()));
        }
        return new Section("mistakes", "The surest mistakes", Map.of(), blocks);
    }
}
