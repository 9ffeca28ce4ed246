package dev.sommelier.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Rows of text in columns that are as wide as they need to be. The first columns stand to the left, figures to
/// the right.
public final class TextTable {
    private static final String GAP = "  ";

    private final int left;
    private final List<List<String>> rows = new ArrayList<>();

    /// @param left columns that hold words
    /// @param head as long as each row
    public TextTable(int left, List<String> head) {
        this.left = left;
        rows.add(head);
    }

    public void add(List<String> row) {
        rows.add(row);
    }

    /// How many columns fit beside each other.
    public int columnsWithin(int width) {
        int columns = 0;
        int used = -GAP.length();
        while (columns < rows.getFirst().size()) {
            used += GAP.length() + width(columns);
            if (used > width) {
                break;
            }
            columns++;
        }
        return columns;
    }

    public List<String> lines() {
        return lines(rows.getFirst().size());
    }

    /// Without the columns after the first so many.
    public List<String> lines(int columns) {
        return rows.stream().map(row -> line(row, columns)).toList();
    }

    private String line(List<String> row, int columns) {
        List<String> cells = IntStream.range(0, columns)
                .mapToObj(column -> padded(row.get(column), column))
                .toList();
        return String.join(GAP, cells).stripTrailing();
    }

    private String padded(String text, int column) {
        String space = " ".repeat(width(column) - length(text));
        return column < left ? text + space : space + text;
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> length(row.get(column))).max().orElse(0);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
