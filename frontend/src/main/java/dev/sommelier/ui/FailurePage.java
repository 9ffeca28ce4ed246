package dev.sommelier.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shown when a page cannot be built. What happened is in the log alone; the number on the page finds it there.
@ParentLayout(MainLayout.class)
@PageTitle("Something went wrong – Sommelier")
public final class FailurePage extends Div implements HasErrorParameter<Exception> {
    private static final Logger LOG = LoggerFactory.getLogger(FailurePage.class);

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        var number = UUID.randomUUID();
        LOG.error("Page failed, shown to the user as {}", number, parameter.getException());
        addClassName("dead-end");
        add(
                new H1("Something went wrong"),
                new Paragraph("This is our fault. The log knows more under %s.".formatted(number)),
                new Anchor("", "Start again"));
        return 500;
    }
}
