package dev.sommelier.ui.models;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import dev.sommelier.ui.api.Managed;
import dev.sommelier.ui.part.Texts;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// Asks whether something is to be done that needs a key, does it, and says what came of it. The key is in the field
/// until the dialog closes, and nowhere else.
///
/// @param <T> what comes of it
final class KeyDialog<T> {
    private final Dialog dialog = new Dialog();
    private final PasswordField key = new PasswordField(Texts.of("models.key"));
    private final Button go;
    private final Button close = new Button(Texts.of("models.cancel"), click -> end());
    private final Div result = new Div();
    private final Function<String, CompletableFuture<Managed<T>>> deed;
    private final BiConsumer<KeyDialog<T>, T> done;
    private final Executor page;
    private CompletableFuture<Managed<T>> under = new CompletableFuture<>();
    private String used = "";

    /// @param go on the button that does it
    /// @param deed gets the key
    /// @param done gets this dialog, which stays open, and what came
    KeyDialog(
            String title,
            String sentence,
            String go,
            Function<String, CompletableFuture<Managed<T>>> deed,
            BiConsumer<KeyDialog<T>, T> done,
            Executor page) {
        this.deed = deed;
        this.done = done;
        this.page = page;
        this.go = new Button(go, click -> start());
        this.go.addThemeVariants(ButtonVariant.PRIMARY);
        this.go.addClickShortcut(Key.ENTER).listenOn(key);
        key.setAutocomplete(Autocomplete.OFF);
        key.setRevealButtonVisible(false);
        key.setHelperText(Texts.of("models.key-is"));
        key.setWidthFull();
        result.addClassName("result");
        result.getElement().setAttribute("role", "status");
        dialog.setHeaderTitle(title);
        dialog.setWidth("min(30rem, 92vw)");
        dialog.add(new Paragraph(sentence), key, result);
        dialog.getFooter().add(close, this.go);
        dialog.addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                forget();
            }
        });
    }

    void open() {
        dialog.open();
        key.focus();
    }

    private void start() {
        used = key.getValue();
        if (used.isBlank()) {
            say(Texts.of("models.key-missing"), true);
            return;
        }
        busy(true);
        say(Texts.of("models.working"), false);
        under = deed.apply(used);
        var _ = under.thenAcceptAsync(this::answered, page);
    }

    private void answered(Managed<T> answer) {
        busy(false);
        switch (answer) {
            case Managed.Got<T>(var what) -> done.accept(this, what);
            case Managed.NotAllowed<T>(var why) -> say(why, true);
            case Managed.NotThere<T>(var why) -> say(why, true);
            case Managed.Refused<T>(var why) -> say(why, true);
            case Managed.Failed<T>(var why) -> say(why, true);
            case Managed.Unreachable<T>() -> say(Texts.of("models.management-away"), true);
            case Managed.Off<T>() -> say(Texts.of("models.not-managed"), true);
        }
    }

    private void busy(boolean busy) {
        go.setEnabled(!busy);
        key.setReadOnly(busy);
    }

    private void say(String sentence, boolean bad) {
        result.setText(sentence);
        result.setClassName("bad", bad);
    }

    /// Instead of the field and the question.
    void finish(String sentence, Component... more) {
        say(sentence, false);
        result.add(more);
        key.setVisible(false);
        go.setVisible(false);
        close.setText(Texts.of("models.close"));
        close.focus();
    }

    /// The key that worked, as long as the dialog is open.
    String key() {
        return used;
    }

    void end() {
        dialog.close();
    }

    private void forget() {
        key.clear();
        used = "";
        under.cancel(true);
    }
}
