package dev.sommelier.evaluate;

import com.samskivert.mustache.Mustache;
import dev.sommelier.evaluate.Block.Cell;
import dev.sommelier.evaluate.Block.Charts;
import dev.sommelier.evaluate.Block.Exhibit;
import dev.sommelier.evaluate.Block.Facts;
import dev.sommelier.evaluate.Block.Gallery;
import dev.sommelier.evaluate.Block.Legend;
import dev.sommelier.evaluate.Block.Note;
import dev.sommelier.evaluate.Block.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// A report as one HTML page that needs nothing else: no network, no script. The template escapes every text.
public final class EvaluationPage {
    private EvaluationPage() {}

    public static String of(Report report) {
        List<Map<String, Object>> sections = new ArrayList<>();
        for (Section section : report.sections()) {
            sections.add(Map.of("key", section.key(), "title", section.title(), "blocks", blocks(section)));
        }
        return Mustache.compiler()
                .emptyStringIsFalse(true)
                .withLoader(name -> new StringReader(template(name)))
                .compile(template("evaluation.html"))
                .execute(Map.of("title", report.title(), "subtitle", report.subtitle(), "sections", sections));
    }

    private static List<Map<String, Object>> blocks(Section section) {
        List<Map<String, Object>> views = new ArrayList<>();
        for (Block block : section.blocks()) {
            views.add(view(block, "%s-%d".formatted(section.key(), views.size())));
        }
        return views;
    }

    /// The name of a block's kind leads to its part of the template.
    private static Map<String, Object> view(Block block, String id) {
        return switch (block) {
            case Note note -> Map.of("note", note.text());
            case Legend legend -> Map.of("note", legend.text());
            case Facts facts -> Map.of("facts", Map.of("each", facts.facts()));
            case Table table -> Map.of("table", table(table));
            case Charts charts -> Map.of("charts", Map.of("each", plots(charts, id)));
            case Gallery gallery ->
                Map.of(
                        "gallery",
                        Map.of(
                                "each",
                                gallery.exhibits().stream()
                                        .map(EvaluationPage::exhibit)
                                        .toList()));
        };
    }

    private static List<PlotSvg.View> plots(Charts charts, String id) {
        List<PlotSvg.View> views = new ArrayList<>();
        for (Plot plot : charts.plots()) {
            views.add(PlotSvg.of(plot, "%s-%d".formatted(id, views.size())));
        }
        return views;
    }

    private static Map<String, Object> table(Table table) {
        List<Map<String, Object>> rows = table.rows().stream()
                .map(row -> Map.<String, Object>of(
                        "name",
                        row.getFirst().text(),
                        "cells",
                        row.stream().skip(1).map(EvaluationPage::cell).toList()))
                .toList();
        return Map.of(
                "caption",
                table.caption(),
                "first",
                table.head().getFirst(),
                "head",
                table.head().subList(1, table.head().size()),
                "rows",
                rows);
    }

    private static Map<String, Object> cell(Cell cell) {
        return Map.of("text", cell.text(), "shade", Math.round(100 * cell.shade()));
    }

    private static Map<String, Object> exhibit(Exhibit exhibit) {
        return Map.of(
                "file",
                exhibit.file(),
                "verdict",
                exhibit.verdict(),
                "photo",
                exhibit.photo(),
                "ratio",
                String.format(Locale.ROOT, "%.3f", Math.clamp(exhibit.ratio(), 0.4, 2.5)),
                "overlays",
                exhibit.overlays());
    }

    private static String template(String name) {
        String file = name + ".mustache";
        try (InputStream in = Objects.requireNonNull(EvaluationPage.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
