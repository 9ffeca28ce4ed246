package dev.sommelier.ui.classify;

import com.vaadin.flow.component.HtmlComponent;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.dom.Element;
import java.util.List;
import java.util.function.Consumer;

/// The browser's own list to choose one of many classes from: it finds a class by its first letters, and a phone shows
/// it in a way that suits fingers.
@Tag("select")
final class LabelSelect extends HtmlComponent {
    private static final String PLACE = "event.target.selectedIndex";

    /// @param onChoice told a label of the list
    LabelSelect(String name, List<String> labels, Consumer<String> onChoice) {
        addClassName("label-select");
        getElement().setAttribute("aria-label", name);
        option("");
        labels.forEach(this::option);
        getElement()
                .addEventListener("change", event -> {
                    int chosen = event.getEventData().path(PLACE).asInt(0) - 1;
                    if (chosen >= 0 && chosen < labels.size()) {
                        onChoice.accept(labels.get(chosen));
                    }
                })
                .addEventData(PLACE);
    }

    private void option(String text) {
        getElement().appendChild(new Element("option").setText(text));
    }
}
