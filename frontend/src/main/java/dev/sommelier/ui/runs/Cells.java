package dev.sommelier.ui.runs;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import java.util.List;
import java.util.Map;

/// A small table of texts, whose first column names the rows.
final class Cells extends Div {
    private final NativeTable table = new NativeTable();

    /// @param caption says what it holds
    Cells(String caption) {
        addClassName("cells");
        // It may be wider than a phone; then it is scrolled, also by keyboard.
        getElement()
                .setAttribute("tabindex", "0")
                .setAttribute("role", "region")
                .setAttribute("aria-label", caption);
        table.setCaptionText(caption);
        add(table);
    }

    static Cells pairs(String caption, Map<String, String> pairs) {
        var cells = new Cells(caption);
        pairs.forEach((name, value) -> cells.row(name, List.of(value), -1));
        return cells;
    }

    /// The names of the columns.
    void head(List<String> names) {
        NativeTableRow row = table.getHead().addRow();
        names.forEach(name -> heading(row, name, "col"));
    }

    /// @param best index of the value that stands out; negative for none
    void row(String name, List<String> values, int best) {
        NativeTableRow row = table.getBody().addRow();
        heading(row, name, "row");
        for (int i = 0; i < values.size(); i++) {
            var cell = row.addDataCell();
            cell.setText(values.get(i));
            cell.setClassName("best", i == best);
        }
    }

    private static void heading(NativeTableRow row, String text, String scope) {
        NativeTableHeaderCell cell = row.addHeaderCell();
        cell.getElement().setAttribute("scope", scope);
        cell.setText(text);
    }
}
