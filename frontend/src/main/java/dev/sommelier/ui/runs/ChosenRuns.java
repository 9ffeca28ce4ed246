package dev.sommelier.ui.runs;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.sommelier.ui.part.Texts;
import java.util.List;
import java.util.concurrent.Executor;

/// All that is shown of the trainings that are chosen in the table.
final class ChosenRuns extends Div {
    private final Paragraph hint = new Paragraph(Texts.of("runs.choose", RunTable.MOST_CHOSEN));
    private final CurveCharts curves;
    private final MachineCharts machine;
    private final SideBySide comparison;
    private final RunView one;
    private final Div parts = new Div();

    ChosenRuns(RunsBackend backend, Executor page) {
        curves = new CurveCharts(backend, page);
        machine = new MachineCharts(backend, page);
        comparison = new SideBySide(backend, page);
        one = new RunView(backend, page);
        hint.addClassName("quiet");
        parts.addClassName("runs-parts");
        parts.add(curves, machine, comparison, one);
        parts.setVisible(false);
        add(hint, parts);
    }

    void show(List<RunRow> runs) {
        parts.setVisible(!runs.isEmpty());
        curves.show(runs);
        machine.show(runs);
        comparison.show(runs);
        update(runs);
    }

    /// The same runs as they are now.
    void update(List<RunRow> runs) {
        if (!runs.isEmpty()) {
            one.show(runs);
        }
    }

    void refresh() {
        curves.refresh();
        machine.refresh();
    }

    void stop() {
        curves.stop();
        machine.stop();
        comparison.stop();
        one.stop();
    }
}
