package dev.sommelier.ui.part;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.page.PendingJavaScriptResult;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Figures as a picture, drawn by ECharts in the browser (`chart.js`), with its heading and a table of the same figures
/// that opens below. Follows the colours of the page and the width of its place.
@Tag("figure")
public final class Chart extends HtmlContainer {
    private static final String ECHARTS = "context://webjars/echarts/5.5.0/echarts.min.js";
    private static final String SCRIPT = "context://chart.js";

    /// A chart may come to the page before its scripts have: whoever added them first did not wait for them.
    private static final String DRAW = """
            this.awaited = $0;
            const draw = () => {
              if (window.echarts && window.sommelierChart) {
                window.sommelierChart(this, this.awaited);
              } else if (this.isConnected) {
                setTimeout(draw, 20);
              }
            };
            draw();
            """;

    private final Div box = new Div();
    private final Details table = new Details();
    private Plot plot;
    private String summary = "";
    private @Nullable PendingJavaScriptResult onItsWay;

    public Chart(Plot plot) {
        this.plot = plot;
        addClassName("chart");
        box.addClassName("chart-box");
        box.getElement().setAttribute("role", "img");
        var title = new Caption();
        title.setText(plot.title());
        table.addClassName("chart-table");
        add(title, box, table);
        name();
    }

    /// Draws other figures in place of those before. Cheap enough for every second.
    public void show(Plot plot) {
        this.plot = plot;
        name();
        if (isAttached()) {
            draw();
        }
    }

    /// Says in a sentence what the picture shows, for those who cannot see it.
    public void summarise(String sentence) {
        summary = sentence;
        name();
    }

    /// {@return what it shows now}
    public Plot plot() {
        return plot;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var page = event.getUI().getPage();
        page.addJavaScript(ECHARTS);
        page.addJavaScript(SCRIPT);
        draw();
    }

    /// Only the latest figures go: those of a chart that is hidden would pile up otherwise.
    private void draw() {
        if (onItsWay != null) {
            onItsWay.cancelExecution();
        }
        onItsWay = getElement().executeJs(DRAW, json());
    }

    private ObjectNode json() {
        return PlotJson.of(plot)
                .put("tableIs", Texts.of("common.chart.table"))
                .put("nothing", Texts.of("common.chart.nothing"));
    }

    private void name() {
        box.getElement().setAttribute("aria-label", summary.isEmpty() ? plot.title() : plot.title() + ". " + summary);
    }

    @Tag("figcaption")
    private static final class Caption extends HtmlContainer {}

    /// Filled by the script, and only while it is open.
    @Tag("details")
    private static final class Details extends HtmlContainer {}
}
