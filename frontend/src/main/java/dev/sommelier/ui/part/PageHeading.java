package dev.sommelier.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;

/// The top of a page: its one H1, a sentence that says what it is for, and what else belongs there.
public final class PageHeading extends Div {
    public PageHeading(String title, String lead, Component... more) {
        var sentence = new Paragraph(lead);
        sentence.addClassName("lead");
        addClassName("heading");
        add(new H1(title), sentence);
        add(more);
    }
}
