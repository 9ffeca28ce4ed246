package dev.sommelier.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import dev.sommelier.ui.part.Texts;

/// Shown where there is no page. The address itself is not repeated: it may be anything.
@ParentLayout(MainLayout.class)
public final class NotFoundPage extends Div implements HasErrorParameter<NotFoundException>, HasDynamicTitle {
    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        addClassName("dead-end");
        add(
                new H1(Texts.of("common.not-found.title")),
                new Paragraph(Texts.of("common.not-found.why")),
                new Anchor("", Texts.of("common.not-found.way-out")));
        return 404;
    }

    @Override
    public String getPageTitle() {
        return Texts.of("common.not-found.page-title");
    }
}
