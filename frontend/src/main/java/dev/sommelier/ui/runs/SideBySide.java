package dev.sommelier.ui.runs;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import dev.sommelier.ui.api.Managed;
import dev.sommelier.ui.part.Texts;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Where the settings of the chosen trainings differ, and what came of it.
final class SideBySide extends Section {
    private final RunsBackend backend;
    private final Executor page;
    private final Div tables = new Div();
    private CompletableFuture<?> asking = CompletableFuture.completedFuture(null);

    SideBySide(RunsBackend backend, Executor page) {
        this.backend = backend;
        this.page = page;
        tables.addClassName("runs-tables");
        add(new H2(Texts.of("runs.compare")), tables);
        setVisible(false);
    }

    void show(List<RunRow> runs) {
        asking.cancel(true);
        setVisible(runs.size() > 1);
        if (isVisible()) {
            asking = backend.comparison(runs.stream().map(RunRow::id).toList()).thenAcceptAsync(this::show, page);
        }
    }

    void stop() {
        asking.cancel(true);
    }

    private void show(Managed<RunComparison> answer) {
        if (answer instanceof Managed.Got<RunComparison>(RunComparison comparison)) {
            tables.removeAll();
            tables.add(metrics(comparison), settings(comparison));
        }
    }

    private static Cells metrics(RunComparison comparison) {
        var cells = new Cells(Texts.of("runs.compare.metrics"));
        cells.head(head("runs.compare.metric", comparison));
        comparison
                .metrics()
                .forEach(row -> cells.row(
                        Wording.metric(row.name()),
                        IntStream.range(0, row.values().size())
                                .mapToObj(i -> value(row, i))
                                .toList(),
                        row.best()));
        return cells;
    }

    /// The best is not told by its colour alone.
    private static String value(RunComparison.Metric row, int index) {
        String value = Wording.value(row.name(), row.values().get(index));
        return index == row.best() ? Texts.of("runs.compare.best", value) : value;
    }

    private static Div settings(RunComparison comparison) {
        if (comparison.config().isEmpty()) {
            return new Div(new Paragraph(Texts.of("runs.compare.same")));
        }
        var cells = new Cells(Texts.of("runs.compare.settings"));
        cells.head(head("runs.compare.setting", comparison));
        comparison.config().forEach(row -> cells.row(row.key(), row.values(), -1));
        return cells;
    }

    private static List<String> head(String first, RunComparison comparison) {
        return Stream.concat(Stream.of(Texts.of(first)), comparison.ids().stream())
                .toList();
    }
}
