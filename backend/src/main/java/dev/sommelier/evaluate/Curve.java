package dev.sommelier.evaluate;

import java.util.ArrayList;
import java.util.List;

/// Points of a line in a plot, from left to right or right to left.
public record Curve(List<Point> points) {
    public record Point(double x, double y) {}

    public Curve {
        points = List.copyOf(points);
    }

    /// At most as many points: the ends, and others at even distances in the list.
    Curve thinned(int most) {
        if (points.size() <= most) {
            return this;
        }
        List<Point> kept = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            kept.add(points.get((int) ((long) i * (points.size() - 1) / (most - 1))));
        }
        return new Curve(kept);
    }

    /// `[[x, y], …]`, rounded to four digits.
    List<List<Double>> toList() {
        return points.stream()
                .map(p -> List.of(Wording.rounded(p.x()), Wording.rounded(p.y())))
                .toList();
    }
}
