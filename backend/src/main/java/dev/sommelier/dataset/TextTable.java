package dev.sommelier.dataset;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows of words as aligned lines: the first column to the left, the others, which hold figures, to the right.
final class TextTable {
    private static final String GAP = "   ";

    private TextTable() {}

    /// @param rows one or more, all of the same length
    static List<String> lines(List<List<String>> rows) {
        int[] widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> {
                    String blank = " ".repeat(widths[column] - row.get(column).length());
                    return column == 0 ? row.getFirst() + blank : blank + row.get(column);
                })
                .collect(Collectors.joining(GAP));
    }
}
