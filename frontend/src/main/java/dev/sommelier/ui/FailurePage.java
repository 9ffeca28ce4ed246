package dev.sommelier.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import dev.sommelier.ui.part.Texts;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shown when a page cannot be built. What happened is in the log alone; the number on the page finds it there.
@ParentLayout(MainLayout.class)
public final class FailurePage extends Div implements HasErrorParameter<Exception>, HasDynamicTitle {
    private static final Logger LOG = LoggerFactory.getLogger(FailurePage.class);

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        var number = UUID.randomUUID();
        LOG.error("Page failed, shown to the user as {}", number, parameter.getException());
        addClassName("dead-end");
        add(
                new H1(Texts.of("common.failure.title")),
                new Paragraph(Texts.of("common.failure.why", number)),
                new Anchor("", Texts.of("common.failure.way-out")));
        return 500;
    }

    @Override
    public String getPageTitle() {
        return Texts.of("common.failure.page-title");
    }
}
