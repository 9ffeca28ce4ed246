package dev.sommelier.ui.part;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;

/// Stands where a page has nothing to show: because there is nothing yet, because it is on its way, or because
/// something went wrong.
public final class Vacancy extends Div {
    private Vacancy(String kind, String role, String title, String sentence, Component... wayOut) {
        addClassNames("vacancy", kind);
        getElement().setAttribute("role", role);
        add(new H2(title), new Paragraph(sentence));
        add(wayOut);
    }

    /// @param sentence says what to do
    public static Vacancy empty(String title, String sentence, Component... wayOut) {
        return new Vacancy("empty", "note", title, sentence, wayOut);
    }

    public static Vacancy loading(String title, String sentence) {
        return new Vacancy("loading", "status", title, sentence);
    }

    /// @param sentence says why, and what helps
    public static Vacancy trouble(String title, String sentence, Component... wayOut) {
        return new Vacancy("trouble", "alert", title, sentence, wayOut);
    }
}
