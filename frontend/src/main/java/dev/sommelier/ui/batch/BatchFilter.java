package dev.sommelier.ui.batch;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import dev.sommelier.ui.part.Sureness;
import dev.sommelier.ui.part.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Which rows are shown: by class, by how sure the answer is, and by what else there is to it.
final class BatchFilter extends Div implements Predicate<BatchRow> {
    /// Stands for all classes; no class has an empty name.
    private static final String ANY = "";

    private enum Sure {
        ANY("batch.filter.any-confidence"),
        VERY("batch.filter.very-sure"),
        FAIRLY("batch.filter.fairly-sure"),
        NOT("batch.filter.not-sure");

        private final String key;

        Sure(String key) {
            this.key = key;
        }

        boolean allows(BatchRow row) {
            return this == ANY
                    || row.prediction()
                            .map(answer -> allows(Sureness.of(answer.confidence())))
                            .orElse(false);
        }

        private boolean allows(Sureness sureness) {
            return this
                    == switch (sureness) {
                        case VERY_SURE -> VERY;
                        case FAIRLY_SURE -> FAIRLY;
                        case NOT_SURE -> NOT;
                    };
        }
    }

    private enum Kind {
        ALL("batch.filter.all"),
        FAMILIAR("batch.filter.familiar"),
        UNFAMILIAR("batch.filter.unfamiliar"),
        WITHOUT("batch.filter.without");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        boolean allows(BatchRow row) {
            return switch (this) {
                case ALL -> true;
                case FAMILIAR ->
                    row.prediction().filter(answer -> answer.familiar()).isPresent();
                case UNFAMILIAR ->
                    row.prediction().filter(answer -> !answer.familiar()).isPresent();
                case WITHOUT -> row.outcome().settled() && row.prediction().isEmpty();
            };
        }
    }

    private final Select<String> label = new Select<>();
    private final Select<Sure> sure = new Select<>();
    private final Select<Kind> kind = new Select<>();
    private final Span shown = new Span();
    private final Button reset = new Button(Texts.of("batch.filter.reset"));
    private List<String> labels = List.of();

    BatchFilter() {
        addClassName("batch-filter");
        label.setLabel(Texts.of("batch.class"));
        label.setItemLabelGenerator(name -> name.equals(ANY) ? Texts.of("batch.filter.any-class") : name);
        sure.setLabel(Texts.of("batch.confidence"));
        sure.setItems(Sure.values());
        sure.setItemLabelGenerator(item -> Texts.of(item.key));
        kind.setLabel(Texts.of("batch.filter.show"));
        kind.setItems(Kind.values());
        kind.setItemLabelGenerator(item -> Texts.of(item.key));
        reset.addThemeVariants(ButtonVariant.TERTIARY);
        reset.addClickListener(click -> clear());
        shown.addClassName("batch-shown");
        shown.getElement().setAttribute("aria-live", "polite");
        var tail = new Div(shown, reset);
        tail.addClassName("batch-filter-tail");
        offer(List.of());
        clear();
        add(label, sure, kind, tail);
    }

    void onChange(Runnable action) {
        label.addValueChangeListener(change -> action.run());
        sure.addValueChangeListener(change -> action.run());
        kind.addValueChangeListener(change -> action.run());
    }

    /// Keeps what is chosen, also where no row has it any more.
    void offer(List<String> classes) {
        var names = new ArrayList<>(classes.stream().sorted().toList());
        names.addFirst(ANY);
        String chosen = label.getValue();
        if (chosen != null && !names.contains(chosen)) {
            names.add(chosen);
        }
        if (!names.equals(labels)) {
            labels = List.copyOf(names);
            label.setItems(labels);
            label.setValue(chosen == null ? ANY : chosen);
        }
    }

    void clear() {
        label.setValue(ANY);
        sure.setValue(Sure.ANY);
        kind.setValue(Kind.ALL);
    }

    void showCount(int rows, int all) {
        shown.setText(isOff() ? "" : Texts.of("batch.filter.shown", rows, all));
        reset.setVisible(!isOff());
    }

    boolean isOff() {
        return ANY.equals(chosenLabel()) && sure.getValue() == Sure.ANY && kind.getValue() == Kind.ALL;
    }

    @Override
    public boolean test(BatchRow row) {
        String wanted = chosenLabel();
        return (wanted.equals(ANY)
                        || row.prediction()
                                .map(answer -> answer.label().equals(wanted))
                                .orElse(false))
                && (sure.getValue() == null || sure.getValue().allows(row))
                && (kind.getValue() == null || kind.getValue().allows(row));
    }

    private String chosenLabel() {
        return label.getValue() == null ? ANY : label.getValue();
    }
}
