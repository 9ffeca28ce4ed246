package dev.sommelier.ui;

import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import java.util.List;

/// The frame of every page: name, way to the other pages, colours.
@Layout
public final class MainLayout extends Div implements RouterLayout {
    private final Main content = new Main();

    public MainLayout() {
        addClassName("frame");
        content.setId("content");
        var header = new Header(skipLink(), brand(), navigation(), new ColorSchemeSwitch());
        add(header, content);
    }

    @Override
    public void showRouterLayoutContent(HasElement page) {
        content.getElement().removeAllChildren();
        content.getElement().appendChild(page.getElement());
    }

    private static Anchor skipLink() {
        var skip = new Anchor("#content", "Skip to content");
        skip.addClassName("skip");
        skip.setRouterIgnore(true);
        return skip;
    }

    private static Anchor brand() {
        var icon = new Image("icon.svg", "");
        var brand = new Anchor("", icon, new Span("Sommelier"));
        brand.addClassName("brand");
        return brand;
    }

    /// Pages enter themselves with `@Menu`. A single one needs no way to others.
    private static Nav navigation() {
        var nav = new Nav();
        nav.setAriaLabel("Pages");
        List<MenuEntry> pages = MenuConfiguration.getMenuEntries();
        pages.forEach(page -> nav.add(new RouterLink(page.title(), page.menuClass())));
        nav.setVisible(pages.size() > 1);
        return nav;
    }
}
