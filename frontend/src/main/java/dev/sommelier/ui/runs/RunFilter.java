package dev.sommelier.ui.runs;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.sommelier.ui.part.Texts;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Which trainings to list, and by which metric.
final class RunFilter extends Div {
    private static final List<String> STATES = List.of("", "running", "finished", "failed", "stopped", "interrupted");
    /// What most people look at first, as far as there is one.
    private static final List<String> USUAL = List.of("validation_accuracy", "test_accuracy", "accuracy");
    private static final int LONGEST = 128;

    private final TextField name = new TextField(Texts.of("runs.filter.name"));
    private final Select<String> state = new Select<>();
    private final Select<String> metric = new Select<>();
    private final TreeSet<String> metrics = new TreeSet<>();

    RunFilter(Runnable onChange, Consumer<String> onMetric) {
        addClassName("runs-filter");
        name.setClearButtonVisible(true);
        name.setMaxLength(LONGEST);
        name.setValueChangeMode(ValueChangeMode.LAZY);
        name.addValueChangeListener(change -> onChange.run());
        state.setLabel(Texts.of("runs.state"));
        state.setItems(STATES);
        state.setItemLabelGenerator(each -> each.isEmpty() ? Texts.of("runs.filter.all") : Wording.state(each));
        state.setValue("");
        state.addValueChangeListener(change -> onChange.run());
        metric.setLabel(Texts.of("runs.filter.metric"));
        metric.setItemLabelGenerator(Wording::metric);
        metric.addValueChangeListener(change -> onMetric.accept(change.getValue()));
        add(name, state, metric);
    }

    String name() {
        return name.getValue();
    }

    String state() {
        return state.getValue();
    }

    boolean none() {
        return name().isBlank() && state().isEmpty();
    }

    /// Offers what there is; a choice that was made stays.
    void offer(Collection<RunRow> rows) {
        int before = metrics.size();
        rows.forEach(row -> metrics.addAll(row.metrics().keySet()));
        if (metrics.size() == before) {
            return;
        }
        String chosen = metric.getValue();
        metric.setItems(List.copyOf(metrics));
        metric.setValue(
                chosen != null
                        ? chosen
                        : Stream.concat(USUAL.stream(), metrics.stream())
                                .filter(metrics::contains)
                                .findFirst()
                                .orElseThrow());
    }
}
