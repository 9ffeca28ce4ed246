package dev.sommelier.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.sommelier.ui.part.Texts;

/// Chooses between light, dark and what the system has. The choice lives in the browser alone (`color-scheme.js`),
/// which
/// is what keeps it between visits.
@Tag("fieldset")
final class ColorSchemeSwitch extends HtmlContainer {
    ColorSchemeSwitch() {
        addClassName("color-scheme");
        add(
                legend(),
                choice("light", VaadinIcon.SUN_O, Texts.of("common.colours-light")),
                choice("system", VaadinIcon.DESKTOP, Texts.of("common.colours-system")),
                choice("dark", VaadinIcon.MOON_O, Texts.of("common.colours-dark")));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        getElement().executeJs("window.sommelierColorScheme.connect(this)");
    }

    private static Component legend() {
        var legend = new Legend();
        legend.setText(Texts.of("common.colours"));
        legend.addClassName("only-heard");
        return legend;
    }

    private static NativeLabel choice(String value, VaadinIcon icon, String name) {
        var radio = new Input();
        radio.setType("radio");
        radio.getElement().setAttribute("name", "color-scheme").setAttribute("value", value);
        var words = new Span(name);
        words.addClassName("only-heard");
        var label = new NativeLabel();
        label.setTitle(name);
        label.add(radio, icon.create(), words);
        return label;
    }

    @Tag("legend")
    private static final class Legend extends HtmlContainer {}
}
