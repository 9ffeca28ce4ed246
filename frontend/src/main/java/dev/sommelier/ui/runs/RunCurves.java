package dev.sommelier.ui.runs;

import dev.sommelier.ui.api.Managed;
import dev.sommelier.ui.part.Plot.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/// The curves of one training, of one kind, which grow while it runs. Used under the page's lock alone.
final class RunCurves {
    /// Of a series that grew beyond this all is asked anew, and comes thinned.
    private static final int MOST_POINTS = 1500;

    private final RunsBackend backend;
    private final String id;
    private final String kind;
    private final Executor page;
    private final Map<String, List<Point>> series = new TreeMap<>();
    private String next = "";
    private boolean over;
    private CompletableFuture<?> asking = CompletableFuture.completedFuture(null);

    RunCurves(RunsBackend backend, String id, String kind, Executor page) {
        this.backend = backend;
        this.id = id;
        this.kind = kind;
        this.page = page;
    }

    /// Asks for what came since, unless the run is over or an answer is on its way.
    ///
    /// @param changed told when there is something new
    void refresh(Runnable changed) {
        if (over || !asking.isDone()) {
            return;
        }
        asking = backend.figures(id, kind, next).thenAcceptAsync(answer -> take(answer, changed), page);
    }

    void stop() {
        over = true;
        asking.cancel(true);
    }

    /// Points of a metric; none if there is no such metric.
    List<Point> of(String metric) {
        return series.getOrDefault(metric, List.of());
    }

    private void take(Managed<Figures> answer, Runnable changed) {
        if (answer instanceof Managed.Got<Figures>(Figures figures) && !over) {
            add(figures);
            changed.run();
            if (figures.more()) {
                page.execute(() -> refresh(changed));
            }
        }
    }

    private void add(Figures figures) {
        if (figures.reset()) {
            series.clear();
        }
        figures.series()
                .forEach((name, points) ->
                        series.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(points));
        boolean full = series.values().stream().anyMatch(points -> points.size() > MOST_POINTS);
        next = full && !figures.more() ? "" : figures.next();
        over = !figures.state().equals(RunRow.RUNNING) && !figures.more();
    }
}
