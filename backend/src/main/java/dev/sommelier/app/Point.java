package dev.sommelier.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One combination of a sweep.
///
/// @param varied what tells it from the others, in the order that was asked for
/// @param settings all of them
record Point(Map<String, String> varied, Settings settings) {
    static List<Point> of(Grid grid, Layers layers, List<Assignment> typed) {
        grid.checkApart(typed);
        return grid.points().stream()
                .map(point -> new Point(grid.varied(point), layers.resolve(join(typed, point))))
                .toList();
    }

    private static List<Assignment> join(List<Assignment> typed, List<Assignment> point) {
        List<Assignment> all = new ArrayList<>(typed);
        all.addAll(point);
        return all;
    }

    /// For example `train.learning-rate=1e-3 train.batch=16`.
    @Override
    public String toString() {
        return varied.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" "));
    }
}
