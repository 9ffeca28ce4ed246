package dev.sommelier.evaluate;

import dev.sommelier.evaluate.Block.Cell;
import dev.sommelier.evaluate.Block.Charts;
import dev.sommelier.evaluate.Block.Facts;
import dev.sommelier.evaluate.Block.Gallery;
import dev.sommelier.evaluate.Block.Legend;
import dev.sommelier.evaluate.Block.Note;
import dev.sommelier.evaluate.Block.Table;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.text.WordUtils;

/// A report for the terminal. Characters that would steer a terminal are shown as `?`, as names come from files.
public final class EvaluationText {
    private static final int WIDTH = 100;

    private EvaluationText() {}

    public static String of(Report report) {
        String head = "%s%n%s%n".formatted(oneLine(report.title()), oneLine(report.subtitle()));
        String body = report.sections().stream().map(EvaluationText::section).collect(Collectors.joining());
        return (head + body).replaceAll("[\\p{Cntrl}&&[^\\r\\n]]", "?");
    }

    private static String section(Section section) {
        return section.blocks().stream()
                .map(EvaluationText::block)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n", "\n## %s%n%n".formatted(oneLine(section.title())), ""));
    }

    private static String block(Block block) {
        return switch (block) {
            case Note note -> WordUtils.wrap(oneLine(note.text()), WIDTH) + "\n";
            case Facts facts ->
                columns(facts.facts().stream()
                        .map(fact -> List.of(fact.label(), fact.value(), fact.detail()))
                        .toList());
            case Table table -> oneLine(table.caption()) + "\n" + columns(rows(table));
            case Charts _, Legend _ -> "";
            case Gallery gallery ->
                columns(gallery.exhibits().stream()
                        .map(exhibit -> List.of(exhibit.file(), exhibit.verdict()))
                        .toList());
        };
    }

    private static List<List<String>> rows(Table table) {
        return Stream.concat(
                        Stream.of(table.head()),
                        table.rows().stream()
                                .map(row -> row.stream().map(Cell::text).toList()))
                .toList();
    }

    private static String columns(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.size(); c++) {
                line.append("  ").append(padded(oneLine(row.get(c)), width(rows, c)));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream()
                .mapToInt(row -> oneLine(row.get(column)).length())
                .max()
                .orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n]+", " ");
    }
}
