package dev.sommelier.ui.classify;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.sommelier.ui.api.BackendState;
import java.util.concurrent.Executor;

/// Says that the backend is away, and for a moment that it is back. Not there otherwise.
final class BackendNotice extends Div {
    private final Span text = new Span();
    private final Button look = new Button("Look again now");
    private final Executor soon;

    /// @param soon hides the good news: runs a task under the UI lock some seconds later
    BackendNotice(Executor soon, Runnable onLook) {
        this.soon = soon;
        addClassName("notice");
        getElement().setAttribute("role", "status");
        look.addThemeVariants(ButtonVariant.SMALL);
        look.addClickListener(click -> onLook.run());
        add(text, look);
        setVisible(false);
    }

    void show(BackendState state) {
        switch (state) {
            case BackendState.Unknown() -> setVisible(false);
            case BackendState.Up(var model) -> back();
            case BackendState.NotReady() -> away("The classifier is getting ready. Photos wait and go by themselves.");
            case BackendState.Away() ->
                away("The classifier cannot be reached. Photos wait and go by themselves once it is back.");
        }
    }

    private void away(String sentence) {
        say("away", sentence);
        look.setVisible(true);
    }

    private void back() {
        if (isVisible()) {
            say("back", "The classifier is back.");
            look.setVisible(false);
            soon.execute(this::hide);
        }
    }

    private void hide() {
        setVisible("away".equals(getElement().getAttribute("data-state")));
    }

    private void say(String state, String sentence) {
        getElement().setAttribute("data-state", state);
        text.setText(sentence);
        setVisible(true);
    }
}
