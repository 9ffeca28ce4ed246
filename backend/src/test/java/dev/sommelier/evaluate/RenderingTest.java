package dev.sommelier.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sommelier.evaluate.Block.Cell;
import dev.sommelier.evaluate.Block.Charts;
import dev.sommelier.evaluate.Block.Exhibit;
import dev.sommelier.evaluate.Block.Fact;
import dev.sommelier.evaluate.Block.Facts;
import dev.sommelier.evaluate.Block.Gallery;
import dev.sommelier.evaluate.Block.Note;
import dev.sommelier.evaluate.Block.Overlay;
import dev.sommelier.evaluate.Block.Table;
import dev.sommelier.evaluate.Plot.Axis;
import dev.sommelier.evaluate.Plot.Kind;
import dev.sommelier.evaluate.Plot.Series;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Names of classes, files and models come from anywhere.
class RenderingTest {
    private static final String NASTY = "</title><script>alert('\"&\u001b[31m')</script>";

    @Test
    void thePageEscapesEveryText() {
        String page = EvaluationPage.of(everything(NASTY));
        assertThat(page).doesNotContain("<script", "alert('");
        assertThat(page.split("&lt;script&gt;", -1)).as("all of them are there").hasSizeGreaterThan(15);
    }

    @Test
    void thePageLoadsNothing() {
        String page = EvaluationPage.of(everything("beer"));
        assertThat(page)
                .contains("default-src 'none'")
                .doesNotContain("http:", "https:", "<script", "<link", "url(", "@import");
        assertThat(page.split("src=\"", -1))
                .hasSize(3)
                .filteredOn(part -> !part.startsWith("<!"))
                .allMatch(part -> part.startsWith("data:image/"));
    }

    @Test
    void aPlotHasAxesLegendAndWordsForThoseWhoCannotSeeIt() {
        String page = EvaluationPage.of(everything("beer"));
        assertThat(page)
                .contains("role=\"img\" aria-labelledby=\"everything-3-0-title everything-3-0-desc\"")
                .contains("<desc id=\"everything-3-0-desc\">what there is to see</desc>")
                .contains(">20 %</text>", ">across</text>", ">up</text>", "</svg>beer</li>");
        // (0.5, 0.5) lies in the middle of 54 … 396 and 10 … 250.
        assertThat(page).contains("M54.0 250.0L225.0 130.0");
        assertThat(page).as("what cannot be computed is not drawn").doesNotContain("NaN");
    }

    @Test
    void withoutPhotosThereIsNoPicture() {
        Exhibit plain = new Exhibit("beer/1.jpg", "wine 90 %", "", 1, List.of());
        Report report = new Report("drinks 1", "", Map.of(), List.of(section(new Gallery(List.of(plain)))));
        assertThat(EvaluationPage.of(report))
                .contains("beer/1.jpg", "wine 90 %")
                .doesNotContain("<img");
    }

    @Test
    void theTerminalGetsNoCharactersThatSteerIt() {
        String text = EvaluationText.of(everything(NASTY));
        assertThat(text).contains("?[31m").doesNotContain("\u001b", "\t");
        assertThat(EvaluationText.of(everything("a\nb"))).contains("a b").doesNotContain("a\nb");
    }

    @Test
    void tablesStandInColumnsOnTheTerminal() {
        Table table =
                new Table("Areas", List.of("Class", "AUC"), List.of(Table.row("whiskey", "0.9"), Table.row("b", "1")));
        assertThat(EvaluationText.of(new Report("m", "d", Map.of(), List.of(section(table)))))
                .endsWith("Areas\n  Class    AUC\n  whiskey  0.9\n  b        1\n");
    }

    @Test
    void jsonHasEachSectionUnderItsKey() throws IOException {
        JsonNode json = JsonMapper.builder().build().readTree(EvaluationJson.of(everything(NASTY)));
        assertThat(json.path("schema").asInt()).isEqualTo(1);
        assertThat(json.path("model").asText()).isEqualTo(NASTY);
        assertThat(json.path("everything").path("low").isNull())
                .as("not a number")
                .isTrue();
        assertThat(json.path("everything").path("part").asDouble()).isEqualTo(0.3333);
    }

    @Test
    void aSectionCanBeAdded() {
        Report report = everything("beer").with(new Section("more", "More", Map.of(), List.of(new Note("added"))));
        assertThat(EvaluationPage.of(report)).contains("<section id=\"more\">", "added");
        assertThat(EvaluationText.of(report)).endsWith("## More\n\nadded\n");
    }

    /// One block of each kind, with a text in every place.
    private static Report everything(String text) {
        Plot plot = new Plot(
                text.equals(NASTY) ? NASTY : "plot",
                text.equals(NASTY) ? NASTY : "what there is to see",
                Axis.percent(text.equals(NASTY) ? NASTY : "across"),
                Axis.percent(text.equals(NASTY) ? NASTY : "up"),
                List.of(
                        new Series(
                                text,
                                Kind.LINE,
                                new Curve(List.of(
                                        new Curve.Point(0, 0),
                                        new Curve.Point(0.25, Double.NaN),
                                        new Curve.Point(0.5, 0.5)))),
                        Plot.diagonal(text)));
        Exhibit exhibit = new Exhibit(
                text, text, "data:image/jpeg;base64,AA", 1.5, List.of(new Overlay(text, "data:image/png;base64,AA")));
        return new Report(
                text,
                text,
                Map.of("model", text),
                List.of(section(
                        new Note(text),
                        new Facts(List.of(new Fact(text, text, text))),
                        new Table(text, List.of(text, text), List.of(List.of(new Cell(text, 0), new Cell(text, 0.5)))),
                        new Charts(List.of(plot)),
                        new Gallery(List.of(exhibit)))));
    }

    private static Section section(Block... blocks) {
        return new Section(
                "everything",
                "Everything",
                new Json().put("low", Double.NaN).put("part", 1.0 / 3).map(),
                List.of(blocks));
    }
}
