package dev.sommelier.ui;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.component.page.Inline.Wrapping;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;
import dev.sommelier.ui.part.Texts;

/// The HTML page around all pages. Follows the system's colour scheme until somebody chooses one.
@Push
@ColorScheme(ColorScheme.Value.SYSTEM)
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("app.css")
@StyleSheet("part.css")
public final class AppShell implements AppShellConfigurator {
    @Override
    public void configurePage(AppShellSettings settings) {
        settings.addFavIcon("icon", "icon.svg", "any");
        settings.addMetaTag("description", Texts.of("common.description"));
        // In the page itself and not as a file: it must run before the first paint, or a dark page would flash.
        settings.addInlineFromFile("META-INF/resources/color-scheme.js", Wrapping.JAVASCRIPT);
    }
}
