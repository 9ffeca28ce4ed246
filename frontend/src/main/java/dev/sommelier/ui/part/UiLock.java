package dev.sommelier.ui.part;

import com.vaadin.flow.component.UI;
import java.util.concurrent.Executor;

/// The way back to a page from any other thread.
public final class UiLock {
    private UiLock() {}

    /// {@return runs each task under the page's lock and pushes what it changed; never runs it once the page is gone}
    public static Executor of(UI ui) {
        return task -> ui.accessLater(task::run, () -> {}).run();
    }
}
