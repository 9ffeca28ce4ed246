package dev.sommelier.ui.classify;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.sommelier.ui.part.Texts;

/// Takes an answer, or the call that led to it, to the clipboard. Its browser half is `photo-card.js`.
final class CopyRow extends Div {
    private final Span done = new Span();

    CopyRow(String json, Snippets snippets) {
        addClassName("copy");
        getElement().setAttribute("role", "group").setAttribute("aria-label", Texts.of("classify.copy.group"));
        add(new Span(Texts.of("classify.copy")));
        if (!json.isEmpty()) {
            add(button("JSON", json));
        }
        done.addClassName("copy-done");
        done.getElement().setAttribute("role", "status");
        add(button("curl", snippets.curl()), button("Java", snippets.java()), done);
    }

    private Button button(String name, String text) {
        var button = new Button(name, click -> copy(name, text));
        button.setAriaLabel(Texts.of("classify.copy.label", name));
        button.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        return button;
    }

    private void copy(String name, String text) {
        getElement()
                .executeJs("return window.sommelierCopy($0)", text)
                .then(
                        Boolean.class,
                        copied -> done.setText(Texts.of(copied ? "classify.copy.done" : "classify.copy.failed", name)));
    }
}
