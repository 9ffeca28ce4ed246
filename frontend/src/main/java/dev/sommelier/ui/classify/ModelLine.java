package dev.sommelier.ui.classify;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.sommelier.ui.api.BackendState;
import dev.sommelier.ui.api.ServedModel;
import dev.sommelier.ui.part.Texts;

/// Which model answers and what it can tell apart.
final class ModelLine extends Div {
    /// Some models know a thousand classes.
    private static final int MOST = 12;

    ModelLine() {
        addClassName("model");
        setVisible(false);
    }

    /// A backend that is away keeps its line, dimmed: it is what answered the photos on the page.
    void show(BackendState state) {
        if (state instanceof BackendState.Up(var model)) {
            show(model);
        }
        setClassName("away", !(state instanceof BackendState.Up));
    }

    private void show(ServedModel model) {
        removeAll();
        var name = new Span(Texts.of("classify.model", model.name(), model.version()));
        name.addClassName("model-name");
        add(name, labels(model));
        setVisible(true);
    }

    private static UnorderedList labels(ServedModel model) {
        var labels = new UnorderedList();
        labels.addClassName("model-labels");
        labels.getElement().setAttribute("aria-label", Texts.of("classify.labels"));
        model.labels().stream().limit(MOST).map(ListItem::new).forEach(labels::add);
        if (model.labels().size() > MOST) {
            labels.add(
                    new ListItem(Texts.of("classify.labels-more", model.labels().size() - MOST)));
        }
        return labels;
    }
}
