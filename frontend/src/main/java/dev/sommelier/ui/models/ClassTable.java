package dev.sommelier.ui.models;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import dev.sommelier.ui.api.ModelEvaluation.ClassFigures;
import dev.sommelier.ui.part.Percent;
import dev.sommelier.ui.part.Texts;
import java.util.List;
import java.util.stream.Stream;

/// Figures of each class, in a table that scrolls where it is wide.
final class ClassTable extends Div {
    /// More rows are in the full report.
    private static final int MOST = 200;

    ClassTable(List<ClassFigures> classes) {
        addClassName("class-table");
        getElement().setAttribute("role", "region").setAttribute("tabindex", "0");
        getElement().setAttribute("aria-label", Texts.of("models.per-class"));
        var body = new Element("tbody");
        classes.stream().limit(MOST).forEach(of -> body.appendChild(row(of)));
        var caption = new Element("caption").setText(Texts.of("models.per-class"));
        getElement().appendChild(new Element("table").appendChild(caption, head(), body));
    }

    private static Element head() {
        var row = new Element("tr");
        Stream.of(
                        "models.table.class",
                        "models.table.photos",
                        "models.table.precision",
                        "models.table.recall",
                        "models.table.interval",
                        "models.table.f1")
                .forEach(key -> row.appendChild(
                        new Element("th").setAttribute("scope", "col").setText(Texts.of(key))));
        return new Element("thead").appendChild(row);
    }

    private static Element row(ClassFigures of) {
        var row = new Element("tr")
                .appendChild(new Element("th").setAttribute("scope", "row").setText(of.label()));
        Stream.of(
                        Integer.toString(of.photos()),
                        share(of.precision()),
                        share(of.recall()),
                        Double.isNaN(of.low()) ? "–" : share(of.low()) + " – " + share(of.high()),
                        Double.isNaN(of.f1()) ? "–" : Texts.of("models.decimals", of.f1()))
                .forEach(cell -> row.appendChild(new Element("td").setText(cell)));
        return row;
    }

    private static String share(double part) {
        return Double.isNaN(part) ? "–" : new Percent(part).toString();
    }
}
