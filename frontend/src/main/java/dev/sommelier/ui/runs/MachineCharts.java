package dev.sommelier.ui.runs;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import dev.sommelier.ui.part.Chart;
import dev.sommelier.ui.part.Plot.Axis;
import dev.sommelier.ui.part.Plot.Lines;
import dev.sommelier.ui.part.Plot.Point;
import dev.sommelier.ui.part.Plot.Series;
import dev.sommelier.ui.part.Texts;
import dev.sommelier.ui.part.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/// What the chosen trainings cost their machine. Asked for only once somebody wants to see it.
final class MachineCharts extends Details {
    private static final double MINUTE = 60;

    private final RunsBackend backend;
    private final Executor page;
    private final Map<String, RunCurves> curves = new LinkedHashMap<>();
    private final Map<String, Chart> charts = new LinkedHashMap<>();
    private List<RunRow> runs = List.of();

    MachineCharts(RunsBackend backend, Executor page) {
        super(Texts.of("runs.machine"));
        this.backend = backend;
        this.page = page;
        var all = new Div();
        all.addClassName("runs-charts");
        chart("cpu_process", Texts.of("runs.machine.processors"));
        chart("resident_bytes", Texts.of("runs.machine.memory"));
        chart("gpu_0_utilisation", Texts.of("runs.machine.gpu"));
        chart("gpu_0_memory_bytes", Texts.of("runs.machine.gpu-memory"));
        charts.values().forEach(chart -> all.add(CurveCharts.panel(chart)));
        add(all);
        addOpenedChangeListener(change -> show(runs));
    }

    private void chart(String metric, String title) {
        charts.put(metric, new Chart(lines(title, metric, List.of())));
    }

    void show(List<RunRow> chosen) {
        runs = chosen;
        List<String> ids = chosen.stream().map(RunRow::id).toList();
        curves.entrySet().removeIf(each -> {
            boolean gone = !ids.contains(each.getKey());
            if (gone) {
                each.getValue().stop();
            }
            return gone;
        });
        if (isOpened()) {
            ids.forEach(id -> curves.computeIfAbsent(id, _ -> new RunCurves(backend, id, "system", page)));
            draw();
            refresh();
        }
    }

    void refresh() {
        if (isOpened()) {
            curves.values().forEach(each -> each.refresh(this::draw));
        }
    }

    void stop() {
        curves.values().forEach(RunCurves::stop);
        curves.clear();
    }

    private void draw() {
        charts.forEach((metric, chart) -> {
            List<Series> series = new ArrayList<>();
            curves.forEach((id, each) -> {
                List<Point> points = each.of(metric).stream()
                        .map(point -> new Point(point.x() / MINUTE, point.y()))
                        .toList();
                if (!points.isEmpty()) {
                    series.add(new Series(id, points));
                }
            });
            chart.show(lines(chart.plot().title(), metric, series));
            // Most machines have no GPU.
            chart.getParent().ifPresent(panel -> panel.setVisible(!metric.startsWith("gpu") || !series.isEmpty()));
        });
    }

    private static Lines lines(String title, String metric, List<Series> series) {
        var minutes = new Axis(Texts.of("runs.machine.minutes"), Unit.PLAIN);
        var figures = new Axis("", Wording.unit(metric)).from(0);
        return new Lines(title, minutes, figures, series);
    }
}
