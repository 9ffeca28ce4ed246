package dev.sommelier.app;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The results of a sweep, the best first: what was varied, the figures, how it ended and where it lies.
record SweepTable(List<SweepResult> results) {
    SweepTable {
        results = results.stream().sorted(SweepResult.BEST_FIRST).toList();
    }

    List<String> lines() {
        List<List<String>> rows = new ArrayList<>(List.of(header()));
        results.forEach(result -> rows.add(row(result)));
        int[] widths = IntStream.range(0, rows.getFirst().size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return Stream.concat(rows.stream().map(row -> line(row, widths)), best())
                .toList();
    }

    private Stream<String> best() {
        return results.getFirst() instanceof SweepResult.Done done
                ? Stream.of("Best by validation loss: " + done.outcome().run())
                : Stream.of("No point succeeded.");
    }

    private List<String> header() {
        return Stream.of(
                        keys().stream(),
                        metrics().stream().map(name -> name.replace('_', ' ')),
                        Stream.of("state", "run"))
                .flatMap(names -> names)
                .toList();
    }

    private List<String> row(SweepResult result) {
        Stream<String> varied =
                keys().stream().map(key -> result.point().varied().getOrDefault(key, ""));
        Stream<String> figures = metrics().stream()
                .map(name -> result.metrics().containsKey(name)
                        ? "%.4f".formatted(result.metrics().get(name))
                        : "-");
        Stream<String> end = switch (result) {
            case SweepResult.Done done -> Stream.of("done", done.outcome().run());
            case SweepResult.Failed failed -> Stream.of("failed", failed.reason());
        };
        return Stream.of(varied, figures, end).flatMap(cells -> cells).toList();
    }

    private Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        results.forEach(result -> keys.addAll(result.point().varied().keySet()));
        return keys;
    }

    private Set<String> metrics() {
        Set<String> names = new TreeSet<>();
        results.forEach(result -> names.addAll(result.metrics().keySet()));
        return names;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            line.append(("%-" + (widths[column] + 2) + "s").formatted(cells.get(column)));
        }
        return line.toString().stripTrailing();
    }
}
