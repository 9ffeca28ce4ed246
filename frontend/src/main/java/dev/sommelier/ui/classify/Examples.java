package dev.sommelier.ui.classify;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import dev.sommelier.ui.part.Texts;
import java.util.List;

/// Photos to try the page with, for who has none at hand. Drawn for this page; `photo-intake.js` takes them in like any
/// other photo.
final class Examples extends Div {
    static final List<String> NAMES = List.of("beer", "whiskey", "wine");

    Examples() {
        addClassName("examples");
        getElement().setAttribute("role", "group").setAttribute("aria-label", Texts.of("classify.examples.group"));
        add(new Span(Texts.of("classify.examples")));
        add(
                button("beer", Texts.of("classify.examples.beer")),
                button("whiskey", Texts.of("classify.examples.whiskey")),
                button("wine", Texts.of("classify.examples.wine")));
    }

    private static NativeButton button(String name, String words) {
        var picture = new Image("examples/%s.jpg".formatted(name), "");
        var button = new NativeButton();
        button.add(picture, new Span(words));
        button.addClassName("example");
        button.getElement().setAttribute("type", "button").setAttribute("data-example", name);
        return button;
    }
}
