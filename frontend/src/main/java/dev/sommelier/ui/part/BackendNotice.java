package dev.sommelier.ui.part;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.sommelier.ui.api.BackendState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Says that the backend is away, and for a moment that it is back. Not there otherwise.
public final class BackendNotice extends Div {
    private static final int GOOD_NEWS_SECONDS = 4;

    private final Span text = new Span();
    private final Button look = new Button(Texts.of("common.look-again"));
    private final Executor soon;
    private final String away;
    private final String gettingReady;

    /// @param page runs a task under the UI lock
    /// @param away said while nothing answers: what that means for this page
    /// @param gettingReady said while the backend starts or stops
    public BackendNotice(Executor page, Runnable onLook, String away, String gettingReady) {
        this.soon = CompletableFuture.delayedExecutor(GOOD_NEWS_SECONDS, TimeUnit.SECONDS, page);
        this.away = away;
        this.gettingReady = gettingReady;
        addClassName("notice");
        getElement().setAttribute("role", "status");
        look.addThemeVariants(ButtonVariant.SMALL);
        look.addClickListener(click -> onLook.run());
        add(text, look);
        setVisible(false);
    }

    public void show(BackendState state) {
        switch (state) {
            case BackendState.Unknown() -> setVisible(false);
            case BackendState.Up(var model) -> back();
            case BackendState.NotReady() -> away(gettingReady);
            case BackendState.Away() -> away(away);
        }
    }

    private void away(String sentence) {
        say("away", sentence);
        look.setVisible(true);
    }

    private void back() {
        if (isVisible()) {
            say("back", Texts.of("common.backend-back"));
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
