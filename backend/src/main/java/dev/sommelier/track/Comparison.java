package dev.sommelier.track;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Runs side by side.
///
/// @param runs the columns
/// @param config the settings in which they differ, by key; a value for each run, where it has one
/// @param metrics by name; a value for each run, where it has one
public record Comparison(
        List<StoredRun> runs, Map<String, List<Optional<String>>> config, Map<String, List<Optional<Double>>> metrics) {

    public static Comparison of(List<StoredRun> runs) {
        Map<String, List<Optional<String>>> config =
                rows(runs.stream().map(StoredRun::config).toList());
        config.values().removeIf(row -> row.stream().distinct().count() == 1);
        return new Comparison(
                runs,
                config,
                rows(runs.stream().map(run -> run.card().metrics()).toList()));
    }

    /// The run that is best by a metric, if one is better than another.
    public OptionalInt best(String metric) {
        List<Optional<Double>> row = metrics.getOrDefault(metric, List.of());
        long different = row.stream().flatMap(Optional::stream).distinct().count();
        if (different < 2 || Direction.of(metric) == Direction.NEITHER) {
            return OptionalInt.empty();
        }
        List<Map<String, Double>> values = row.stream()
                .map(value -> value.map(v -> Map.of(metric, v)).orElse(Map.of()))
                .toList();
        return IntStream.range(0, values.size())
                .boxed()
                .min((a, b) -> Direction.bestFirst(metric).compare(values.get(a), values.get(b)))
                .map(OptionalInt::of)
                .orElse(OptionalInt.empty());
    }

    private static <T> Map<String, List<Optional<T>>> rows(List<Map<String, T>> columns) {
        Set<String> keys = new TreeSet<>();
        columns.forEach(column -> keys.addAll(column.keySet()));
        Map<String, List<Optional<T>>> rows = new TreeMap<>();
        for (String key : keys) {
            List<Optional<T>> row = new ArrayList<>();
            columns.forEach(column -> row.add(Optional.ofNullable(column.get(key))));
            rows.put(key, row);
        }
        return rows;
    }
}
