package dev.sommelier.ui.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.UI;
import dev.sommelier.ui.part.Plot.Axis;
import dev.sommelier.ui.part.Plot.Bars;
import dev.sommelier.ui.part.Plot.HeatMap;
import dev.sommelier.ui.part.Plot.Lines;
import dev.sommelier.ui.part.Plot.Point;
import dev.sommelier.ui.part.Plot.Series;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The server's half of a chart.
@ViewPackages(packages = "dev.sommelier.ui.stub")
class ChartTest extends BrowserlessTest {
    private static final Axis PLAIN = new Axis("", Unit.PLAIN);

    @Test
    void hasANameForThoseWhoCannotSeeIt() {
        var chart = new Chart(bars(1));
        chart.summarise("Most are beer.");

        var box = chart.getElement().getChild(1);
        assertThat(box.getAttribute("role")).isEqualTo("img");
        assertThat(box.getAttribute("aria-label")).isEqualTo("Photos. Most are beer.");
    }

    @Test
    void sendsOnlyTheLatestFiguresOfAChartThatIsHidden() {
        var chart = new Chart(bars(0));
        chart.setVisible(false);
        UI.getCurrent().add(chart);
        roundTrip();
        for (int i = 1; i <= 100; i++) {
            chart.show(bars(i));
        }

        chart.setVisible(true);

        UI.getCurrent().getInternals().getStateTree().runExecutionsBeforeClientResponse();
        var sent = UI.getCurrent().getInternals().dumpPendingJavaScriptInvocations();
        assertThat(sent)
                .filteredOn(call -> call.getInvocation().getExpression().contains("sommelierChart"))
                .hasSize(1);
        assertThat(chart.plot()).isEqualTo(bars(100));
    }

    @Test
    void thinsOutMoreThanABrowserCanShow() {
        var points =
                IntStream.rangeClosed(1, 50_000).mapToObj(i -> new Point(i, 1)).toList();
        var sent = PlotJson.of(new Lines("Loss", PLAIN, PLAIN, List.of(new Series("", points))));

        var kept = sent.path("series").path(0).path("points");
        assertThat(kept.size()).isBetween(1000, PlotJson.MOST_POINTS);
        assertThat(kept.path(kept.size() - 1).path(0).asInt()).isEqualTo(50_000);
    }

    @Test
    void cutsAFieldThatNobodyCouldRead() {
        var labels = Collections.nCopies(1000, "a");
        var cells = Collections.nCopies(1000, Collections.nCopies(1000, 1.0));

        var sent = PlotJson.of(new HeatMap("Confusion", "", "", labels, labels, cells, Unit.PLAIN));

        assertThat(sent.path("cells").size()).isEqualTo(PlotJson.MOST_CELLS);
        assertThat(sent.path("cells").path(0).size()).isEqualTo(PlotJson.MOST_CELLS);
    }

    @Test
    void writesAGapForWhatIsNoNumber() {
        var points = List.of(new Point(1, Double.NaN), new Point(2, Double.POSITIVE_INFINITY));

        assertThat(PlotJson.of(new Lines("Loss", PLAIN, PLAIN, List.of(new Series("", points))))
                        .toString())
                .contains("[[1.0,null],[2.0,null]]");
    }

    @Test
    void refusesFiguresThatDoNotFitTheirLabels() {
        assertThatThrownBy(() -> new Bars("Photos", PLAIN, List.of("a", "b"), List.of(1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Photos");
    }

    private static Bars bars(double value) {
        return new Bars("Photos", PLAIN, List.of("beer"), List.of(value));
    }
}
