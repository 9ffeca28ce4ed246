package dev.sommelier.ui.runs;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import dev.sommelier.ui.part.Chart;
import dev.sommelier.ui.part.Plot.Axis;
import dev.sommelier.ui.part.Plot.Lines;
import dev.sommelier.ui.part.Plot.Point;
import dev.sommelier.ui.part.Plot.Series;
import dev.sommelier.ui.part.Texts;
import dev.sommelier.ui.part.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Loss and accuracy of the chosen trainings by epoch, together in one picture each.
final class CurveCharts extends Section {
    /// Of more, the validation alone is drawn.
    private static final int WITH_TRAINING = 3;

    private final RunsBackend backend;
    private final Executor page;
    private final Map<String, RunCurves> curves = new LinkedHashMap<>();
    private final Chart loss = new Chart(loss(List.of()));
    private final Chart accuracy = new Chart(accuracy(List.of()));

    CurveCharts(RunsBackend backend, Executor page) {
        this.backend = backend;
        this.page = page;
        var charts = new Div(panel(loss), panel(accuracy));
        charts.addClassName("runs-charts");
        add(new H2(Texts.of("runs.curves")), charts);
    }

    static Div panel(Chart chart) {
        var panel = new Div(chart);
        panel.addClassName("panel");
        return panel;
    }

    /// @param runs in the order of the table
    void show(List<RunRow> runs) {
        List<String> ids = runs.stream().map(RunRow::id).toList();
        curves.entrySet().removeIf(each -> {
            boolean gone = !ids.contains(each.getKey());
            if (gone) {
                each.getValue().stop();
            }
            return gone;
        });
        ids.forEach(id -> curves.computeIfAbsent(id, _ -> new RunCurves(backend, id, "epoch", page)));
        draw();
        refresh();
    }

    void refresh() {
        curves.values().forEach(each -> each.refresh(this::draw));
    }

    void stop() {
        curves.values().forEach(RunCurves::stop);
        curves.clear();
    }

    private void draw() {
        loss.show(loss(series("loss")));
        loss.summarise(words("loss", Comparator.naturalOrder()));
        accuracy.show(accuracy(series("accuracy")));
        accuracy.summarise(words("accuracy", Comparator.reverseOrder()));
    }

    private List<Series> series(String metric) {
        List<Series> series = new ArrayList<>();
        boolean alone = curves.size() == 1;
        curves.forEach((id, each) -> {
            List<Point> training = each.of(metric);
            List<Point> validation = each.of("validation_" + metric);
            if (!validation.isEmpty()) {
                series.add(new Series(
                        alone ? Texts.of("runs.curve.validation") : Texts.of("runs.curve.validation-of", id),
                        validation));
            }
            if (!training.isEmpty() && (validation.isEmpty() || curves.size() <= WITH_TRAINING)) {
                series.add(new Series(
                        alone ? Texts.of("runs.curve.training") : Texts.of("runs.curve.training-of", id), training));
            }
        });
        return series;
    }

    /// The best epoch of each.
    private String words(String metric, Comparator<Double> order) {
        List<String> said = new ArrayList<>();
        curves.forEach((id, each) -> {
            List<Point> validation = each.of("validation_" + metric);
            best(validation.isEmpty() ? each.of(metric) : validation, order)
                    .ifPresent(point -> said.add(
                            Texts.of("runs.curve.best", id, Wording.value(metric, point.y()), Integer.toString((int)
                                    point.x()))));
        });
        return String.join(" ", said);
    }

    private static Optional<Point> best(List<Point> points, Comparator<Double> order) {
        return points.stream().filter(point -> Double.isFinite(point.y())).min(Comparator.comparing(Point::y, order));
    }

    private static Lines loss(List<Series> series) {
        return new Lines(Texts.of("runs.curve.loss"), epoch(), new Axis("", Unit.PLAIN), series);
    }

    private static Lines accuracy(List<Series> series) {
        return new Lines(Texts.of("runs.curve.accuracy"), epoch(), new Axis("", Unit.SHARE), series);
    }

    private static Axis epoch() {
        return new Axis(Texts.of("runs.epoch"), Unit.PLAIN);
    }
}
