package dev.sommelier.ui.batch;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The rows of one batch in the order they came. Guarded by the UI lock, like all that belongs to a page.
final class Batch {
    private final Map<Integer, BatchRow> rows = new LinkedHashMap<>();

    /// {@return false where there is one under this number}
    boolean add(BatchRow row) {
        return rows.putIfAbsent(row.id(), row) == null;
    }

    void set(int id, Outcome outcome) {
        rows.computeIfPresent(id, (_, row) -> row.with(outcome));
    }

    void clear() {
        rows.clear();
    }

    Optional<BatchRow> row(int id) {
        return Optional.ofNullable(rows.get(id));
    }

    /// {@return the rows as they are at each look}
    Collection<BatchRow> rows() {
        return rows.values();
    }

    int size() {
        return rows.size();
    }

    int count(Predicate<Outcome> such) {
        return (int)
                rows.values().stream().filter(row -> such.test(row.outcome())).count();
    }

    /// {@return how many photos got each class, the most frequent first}
    List<Map.Entry<String, Integer>> classes() {
        var counts = new TreeMap<String, Integer>();
        rows.values()
                .forEach(row -> row.prediction().ifPresent(answer -> counts.merge(answer.label(), 1, Integer::sum)));
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .toList();
    }
}
