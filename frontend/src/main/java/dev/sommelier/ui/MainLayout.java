package dev.sommelier.ui;

import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HighlightConditions;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import dev.sommelier.ui.part.Texts;
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
        var skip = new Anchor("#content", Texts.of("common.skip"));
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

    /// Pages enter themselves with `@Menu`, whose title is the key of a text. A single one needs no way to others.
    private static Nav navigation() {
        var nav = new Nav();
        nav.setAriaLabel(Texts.of("common.pages"));
        List<MenuEntry> pages = MenuConfiguration.getMenuEntries();
        pages.forEach(page -> nav.add(link(page)));
        nav.setVisible(pages.size() > 1);
        return nav;
    }

    private static RouterLink link(MenuEntry page) {
        var link = new RouterLink(Texts.of(page.title()), page.menuClass());
        // Every address begins with that of the first page, which is empty; of the others each has pages below it.
        link.setHighlightCondition(
                page.path().matches("/?") ? HighlightConditions.sameLocation() : HighlightConditions.locationPrefix());
        link.setHighlightAction((place, here) -> mark(place, here));
        return link;
    }

    private static void mark(RouterLink place, boolean here) {
        if (here) {
            place.getElement().setAttribute("aria-current", "page");
        } else {
            place.getElement().removeAttribute("aria-current");
        }
    }
}
