package dev.sommelier.ui.models;

import dev.sommelier.ui.api.ModelsClient;
import dev.sommelier.ui.part.Texts;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Asks before another version answers everybody's photos.
final class ActivationDialog {
    private ActivationDialog() {}

    static void open(String version, ModelsClient models, Executor page, Consumer<String> onActivated) {
        new KeyDialog<Boolean>(
                        Texts.of("models.activate-title", version),
                        Texts.of("models.activate-what", version),
                        Texts.of("models.activate-go"),
                        key -> models.activate(version, key),
                        (dialog, changed) -> {
                            dialog.finish(Texts.of(changed ? "models.activated" : "models.unchanged", version));
                            onActivated.accept(version);
                        },
                        page)
                .open();
    }
}
