package dev.sommelier.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;

/// Shown where there is no page. The address itself is not repeated: it may be anything.
@ParentLayout(MainLayout.class)
@PageTitle("Not found – Sommelier")
public final class NotFoundPage extends Div implements HasErrorParameter<NotFoundException> {
    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
        addClassName("dead-end");
        add(
                new H1("There is no such page"),
                new Paragraph("The address may be mistyped, or the page has moved."),
                new Anchor("", "Classify photos"));
        return 404;
    }
}
