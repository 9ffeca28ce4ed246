package dev.sommelier.ui.runs;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.ListDataProvider;
import com.vaadin.flow.function.SerializableComparator;
import com.vaadin.flow.function.ValueProvider;
import dev.sommelier.ui.part.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The trainings, of which some are chosen.
final class RunTable extends Grid<RunRow> {
    /// As many as a chart has colours.
    static final int MOST_CHOSEN = 8;

    private final ListDataProvider<RunRow> rows = new ById(new ArrayList<>());
    private final Column<RunRow> figure;
    private String metric = "";

    RunTable(Consumer<List<RunRow>> onChosen) {
        addClassName("runs-table");
        setSelectionMode(SelectionMode.MULTI);
        setAllRowsVisible(true);
        getElement().setAttribute("aria-label", Texts.of("runs.table"));
        addComponentColumn(RunTable::name)
                .setHeader(Texts.of("runs.name"))
                .setComparator(Comparator.comparing(RunRow::id))
                .setKey("id")
                .setFlexGrow(1)
                .setWidth("15rem");
        addComponentColumn(row -> new StateBadge(row.state()))
                .setHeader(Texts.of("runs.state"))
                .setComparator(Comparator.comparing(RunRow::state))
                .setAutoWidth(true)
                .setFlexGrow(0);
        addColumn(row -> Wording.time(row.started()))
                .setHeader(Texts.of("runs.started"))
                .setComparator(Comparator.comparing(RunRow::started))
                .setAutoWidth(true)
                .setFlexGrow(0);
        figures(
                row -> row.damaged() ? Texts.of("runs.none") : Wording.took(row.seconds()),
                "runs.took",
                (one, other) -> Double.compare(one.seconds(), other.seconds()));
        figures(
                row -> row.damaged() ? Texts.of("runs.none") : Integer.toString(row.epoch()),
                "runs.epoch",
                (one, other) -> Integer.compare(one.epoch(), other.epoch()));
        figure = figures(row -> Wording.value(metric, row.metric(metric)), "runs.metric", this::byMetric);
        setDataProvider(rows);
        addItemClickListener(click -> toggle(click.getItem()));
        asMultiSelect().addValueChangeListener(change -> onChosen.accept(chosen(change.getValue())));
        setEmptyStateText(Texts.of("runs.none-fits"));
    }

    private Column<RunRow> figures(
            ValueProvider<RunRow, String> value, String header, SerializableComparator<RunRow> order) {
        return addColumn(value)
                .setHeader(Texts.of(header))
                .setComparator(order)
                .setTextAlign(ColumnTextAlign.END)
                .setAutoWidth(true)
                .setFlexGrow(0);
    }

    /// What has no figure comes last among the low ones.
    private int byMetric(RunRow one, RunRow other) {
        return Double.compare(orLowest(one), orLowest(other));
    }

    private double orLowest(RunRow row) {
        double value = row.metric(metric);
        return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
    }

    /// Those that are gone are chosen no longer.
    void show(List<RunRow> fresh) {
        Set<String> ids = fresh.stream().map(RunRow::id).collect(Collectors.toSet());
        rows.getItems().clear();
        rows.getItems().addAll(fresh);
        rows.refreshAll();
        Set<RunRow> gone = getSelectedItems().stream()
                .filter(row -> !ids.contains(row.id()))
                .collect(Collectors.toSet());
        asMultiSelect().deselect(gone);
    }

    /// @param name of the metric in the last column
    void figure(String name) {
        metric = name;
        figure.setHeader(Wording.metric(name));
        rows.refreshAll();
    }

    List<RunRow> rows() {
        return List.copyOf(rows.getItems());
    }

    /// The newest rows in their order, as they are now.
    List<RunRow> chosen() {
        return chosen(getSelectedItems());
    }

    private List<RunRow> chosen(Set<RunRow> selected) {
        Set<String> ids = selected.stream().map(RunRow::id).collect(Collectors.toSet());
        return rows.getItems().stream()
                .filter(row -> ids.contains(row.id()) && !row.damaged())
                .limit(MOST_CHOSEN)
                .toList();
    }

    private void toggle(RunRow row) {
        boolean chosen = getSelectedItems().stream().anyMatch(each -> each.id().equals(row.id()));
        if (chosen) {
            asMultiSelect().deselect(row);
        } else {
            asMultiSelect().select(row);
        }
    }

    private static Div name(RunRow row) {
        var id = new Span(row.id());
        id.addClassName("run-id");
        var cell = new Div(id);
        String more = row.reason().isEmpty()
                ? row.model().map(model -> Texts.of("runs.made", model)).orElse("")
                : row.reason();
        if (!more.isEmpty()) {
            var line = new Span(more);
            line.addClassName("run-more");
            cell.add(line);
        }
        cell.addClassName("run-name");
        return cell;
    }

    private static final class ById extends ListDataProvider<RunRow> {
        private static final long serialVersionUID = 1L;

        ById(List<RunRow> rows) {
            super(rows);
        }

        @Override
        public Object getId(RunRow row) {
            return row.id();
        }
    }
}
