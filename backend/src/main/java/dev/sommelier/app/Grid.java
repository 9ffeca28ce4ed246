package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every combination of the axes' values, in their order: the last axis moves first.
///
/// @param axes each of another key; at most 1000 combinations
record Grid(List<Axis> axes) {
    private static final int MOST_POINTS = 1000;

    Grid {
        axes = List.copyOf(axes);
        Map<String, Axis> byKey = new LinkedHashMap<>();
        long points = 1;
        for (Axis axis : axes) {
            if (byKey.put(axis.key(), axis) != null) {
                throw new Failure.BadConfig("%s is swept over twice. Give all its values at once: %s=A,B"
                        .formatted(axis.key(), axis.key()));
            }
            points *= axis.values().size();
            if (points > MOST_POINTS) {
                throw new Failure.BadConfig(
                        "the sweep has more than %d points. Leave out some values.".formatted(MOST_POINTS));
            }
        }
    }

    boolean isEmpty() {
        return axes.isEmpty();
    }

    Grid and(Grid other) {
        return new Grid(Stream.concat(axes.stream(), other.axes.stream()).toList());
    }

    /// @param typed settings that are the same at every point
    /// @throws Failure.BadConfig if one of them is swept over, too
    void checkApart(List<Assignment> typed) {
        List<String> swept = axes.stream().map(Axis::key).toList();
        typed.stream().map(Assignment::key).filter(swept::contains).findFirst().ifPresent(key -> {
            throw new Failure.BadConfig("%s is set and swept over. Take it out of one of the two.".formatted(key));
        });
    }

    List<List<Assignment>> points() {
        List<List<Assignment>> points = List.of(List.of());
        for (Axis axis : axes) {
            points = points.stream()
                    .flatMap(point -> axis.assignments().stream().map(next -> with(point, next)))
                    .toList();
        }
        return points;
    }

    private static List<Assignment> with(List<Assignment> point, Assignment next) {
        List<Assignment> all = new ArrayList<>(point);
        all.add(next);
        return all;
    }

    /// What tells the point from the others.
    Map<String, String> varied(List<Assignment> point) {
        List<String> varying = axes.stream().filter(Axis::varies).map(Axis::key).toList();
        return point.stream()
                .filter(one -> varying.contains(one.key()))
                .collect(Collectors.toMap(Assignment::key, Assignment::value, (a, b) -> b, LinkedHashMap::new));
    }
}
