package dev.sommelier.ui.runs;

import com.vaadin.flow.component.html.Span;

/// How a training stands, in a word and a colour.
final class StateBadge extends Span {
    StateBadge(String state) {
        super(Wording.state(state));
        addClassName("run-state");
        getElement().setAttribute("data-state", state);
    }
}
