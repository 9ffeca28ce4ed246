package dev.sommelier.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.icon.VaadinIcon;

/// Switches between light and dark. The choice lives in the browser alone (`color-scheme.js`), which is what keeps it
/// between visits.
final class ColorSchemeSwitch extends Button {
    ColorSchemeSwitch() {
        super(VaadinIcon.ADJUST.create());
        addThemeVariants(ButtonVariant.TERTIARY);
        addClassName("color-scheme");
        setAriaLabel("Dark colours");
    }

    @Override
    protected void onAttach(AttachEvent event) {
        getElement().executeJs("window.sommelierColorScheme.connect(this)");
    }
}
