package dev.sommelier.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.sommelier.ui.part.Plot;
import dev.sommelier.ui.part.Plot.Axis;
import dev.sommelier.ui.part.Plot.Bars;
import dev.sommelier.ui.part.Plot.Group;
import dev.sommelier.ui.part.Plot.HeatMap;
import dev.sommelier.ui.part.Plot.Lines;
import dev.sommelier.ui.part.Plot.Point;
import dev.sommelier.ui.part.Plot.Scatter;
import dev.sommelier.ui.part.Plot.Series;
import dev.sommelier.ui.part.PlotFigures;
import dev.sommelier.ui.part.Unit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The browser's half of a chart, with the scripts as the server delivers them.
class ChartInBrowserTest {
    private static final String HOSTILE = "<img src=x onerror=document.title='hacked'>{a|b}";
    private static final Axis EPOCH = new Axis("epoch", Unit.PLAIN);
    private static final Axis LOSS = new Axis("loss", Unit.PLAIN).from(0);

    private static Stage stage;
    private Visit visit;

    @BeforeAll
    static void set() {
        stage = Stage.set();
    }

    @AfterAll
    static void strike() {
        stage.close();
    }

    @BeforeEach
    void open() {
        visit = stage.visit(Visit.desktop());
        load("webjars/echarts/5.5.0/echarts.min.js");
        load("chart.js");
        visit.page().evaluate("document.querySelector('.classify').replaceChildren()");
    }

    @AfterEach
    void leaveWithoutComplaints() {
        assertThat(visit.complaints()).isEmpty();
        assertThat(visit.page()).hasTitle("Classify – Sommelier");
        visit.close();
    }

    @Test
    void drawsEachKind() {
        draw("lines", new Lines("Loss", EPOCH, LOSS, List.of(falling("training", 1), falling("validation", 1.3))));
        draw("bars", bars("Photos"));
        draw("field", confusion());
        draw("cloud", new Scatter("Runs", EPOCH, LOSS, List.of(falling("runs", 1))));

        assertThat(chart("lines").locator("svg text").filter(text("validation")))
                .hasCount(1);
        assertThat(chart("bars").locator("svg text").filter(text("whiskey"))).hasCount(1);
        assertThat(chart("field").locator("svg text").filter(text("90%"))).not().hasCount(0);
        assertThat(chart("cloud").locator("svg path")).not().hasCount(0);
        visit.screenshot("charts-light");
        visit.page().getByLabel("Dark").check();
        visit.screenshot("charts-dark");
    }

    @Test
    void drawsNewFiguresInTheSamePicture() {
        draw("a", bars("Photos"));
        chart("a").locator("svg").evaluate("svg => svg.dataset.first = 'yes'");

        draw("a", new Bars("Photos", LOSS, List.of("cider"), List.of(3.0)));

        assertThat(chart("a").locator("svg text").filter(text("cider"))).hasCount(1);
        assertThat(chart("a").locator("svg text").filter(text("whiskey"))).hasCount(0);
        assertThat(chart("a").locator("svg[data-first=yes]")).hasCount(1);
    }

    @Test
    void takesTheColoursOfThePageAtOnce() {
        draw("a", bars("Photos"));
        String light = fill();

        visit.page().getByLabel("Dark").check();

        visit.page().waitForCondition(() -> !fill().equals(light));
    }

    @Test
    void keepsToTheWidthOfItsPlace() {
        draw("a", bars("Photos"));

        chart("a").evaluate("chart => chart.style.width = '300px'");

        visit.page().waitForCondition(() -> (int) chart("a").locator("svg").evaluate("svg => svg.clientWidth") == 300);
    }

    @Test
    void standsStillForThoseWhoAskForIt() {
        visit.page()
                .emulateMedia(new Page.EmulateMediaOptions()
                        .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE));

        draw("a", bars("Photos"));

        assertThat((boolean) chart("a").evaluate("chart => chart.chart.getOption().animation"))
                .isFalse();
    }

    @Test
    void showsTheSameFiguresAsATable() {
        draw("a", new Lines("Loss", EPOCH, LOSS, List.of(falling("training", 1), new Series("other", List.of()))));

        chart("a").getByText("Show the figures").click();

        assertThat(chart("a").locator("tr").first()).hasText("epochtrainingother");
        assertThat(chart("a").locator("tr").nth(2)).hasText("20.5–");
        draw("a", new Lines("Loss", EPOCH, LOSS, List.of(new Series("training", List.of(new Point(1, Double.NaN))))));
        assertThat(chart("a").locator("tbody tr")).hasText(new String[] {"1–"});
        Axe.check(visit.page());
    }

    @Test
    void showsAHostileNameAsText() {
        draw("a", new Lines(HOSTILE, EPOCH, LOSS, List.of(falling(HOSTILE, 1), falling("b", 2))));
        draw("b", new Bars(HOSTILE, LOSS, List.of(HOSTILE, "b"), List.of(1.0, 2.0)));
        draw(
                "c",
                new HeatMap(
                        HOSTILE,
                        HOSTILE,
                        HOSTILE,
                        List.of(HOSTILE),
                        List.of(HOSTILE),
                        List.of(List.of(1.0)),
                        Unit.PLAIN));
        for (String chart : List.of("a", "b", "c")) {
            chart(chart).getByText("Show the figures").click();
            // Over the middle of the picture, where its hint opens.
            chart(chart).locator(".chart-box").hover();
            visit.page().waitForTimeout(200);
            assertThat(chart(chart).locator("img")).hasCount(0);
        }
        visit.screenshot("chart-hostile");
    }

    @Test
    void saysWhereThereIsNothingToDraw() {
        draw("a", new Lines("Loss", EPOCH, LOSS, List.of()));

        assertThat((String)
                        chart("a").locator(".chart-box").evaluate("box => getComputedStyle(box, '::after').content"))
                .contains("No figures yet");
    }

    private static Bars bars(String title) {
        return new Bars(
                title,
                LOSS,
                List.of("beer", "whiskey", "wine"),
                List.of(
                        new Group("training", List.of(300.0, 320.0, 310.0)),
                        new Group("test", List.of(60.0, 66.0, 62.0))),
                false,
                false);
    }

    private static HeatMap confusion() {
        var labels = List.of("beer", "whiskey", "wine");
        var cells = List.of(List.of(0.9, 0.06, 0.04), List.of(0.08, 0.9, 0.02), List.of(0.03, 0.01, 0.96));
        return new HeatMap("Confusion", "answer", "truth", labels, labels, cells, Unit.SHARE);
    }

    private static Series falling(String name, double from) {
        return new Series(
                name,
                IntStream.rangeClosed(1, 20)
                        .mapToObj(i -> new Point(i, from / i))
                        .toList());
    }

    private void load(String script) {
        visit.page()
                .addScriptTag(
                        new Page.AddScriptTagOptions().setUrl(stage.server().address() + "/" + script));
    }

    /// Draws as `Chart` would: in its elements, by its script.
    private void draw(String id, Plot plot) {
        visit.page().evaluate("""
                ([id, title, json]) => {
                  let figure = document.getElementById(id);
                  if (!figure) {
                    figure = Object.assign(document.createElement('figure'), { id, className: 'chart panel' });
                    figure.innerHTML = '<figcaption></figcaption><div class="chart-box" role="img"></div>' +
                        '<details class="chart-table"></details>';
                    figure.firstChild.textContent = title;
                    figure.querySelector('.chart-box').setAttribute('aria-label', title);
                    document.querySelector('.classify').append(figure);
                  }
                  sommelierChart(figure, JSON.parse(json));
                }""", List.of(id, plot.title(), PlotFigures.json(plot)));
    }

    private Locator chart(String id) {
        return visit.page().locator("#" + id);
    }

    private static Locator.FilterOptions text(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    private String fill() {
        return chart("a").locator("svg path[fill^='rgb']").first().getAttribute("fill");
    }
}
