package dev.sommelier.evaluate;

import java.util.List;
import java.util.stream.IntStream;

/// Lines or bars over two axes.
///
/// @param description what there is to see, for those who cannot see it
public record Plot(String title, String description, Axis x, Axis y, List<Series> series) {

    /// From its first tick to its last.
    ///
    /// @param ticks at least two, rising
    public record Axis(String label, List<Tick> ticks) {

        /// 0 to 100 %.
        static Axis percent(String label) {
            return percent(label, 0);
        }

        /// @param from 0 to 0.9; the axis starts at the nearest tenth below
        static Axis percent(String label, double from) {
            int first = (int) Math.floor(from * 10);
            int step = first < 5 ? 2 : 1;
            int start = first - first % step;
            return new Axis(
                    label,
                    IntStream.rangeClosed(0, (10 - start) / step)
                            .map(i -> start + i * step)
                            .mapToObj(tenth -> new Tick(tenth / 10.0, 10 * tenth + " %"))
                            .toList());
        }

        double low() {
            return ticks.getFirst().value();
        }

        double high() {
            return ticks.getLast().value();
        }

        /// Where a value lies, 0 to 1; values beyond the axis lie at its end.
        double place(double value) {
            return Math.clamp((value - low()) / (high() - low()), 0, 1);
        }
    }

    public record Tick(double value, String text) {}

    /// @param name for the legend; empty leaves it out there
    public record Series(String name, Kind kind, Curve curve) {}

    public enum Kind {
        LINE,
        /// A line with a dot at each point.
        DOTS,
        /// Straight up from point to point, then along.
        STEPS,
        /// A tenth of the axis wide, centred on the point.
        BARS,
        /// Thin and grey, to compare with.
        REFERENCE
    }

    static Series diagonal(String name) {
        return new Series(name, Kind.REFERENCE, new Curve(List.of(new Curve.Point(0, 0), new Curve.Point(1, 1))));
    }

    static Series level(String name, double y) {
        return new Series(name, Kind.REFERENCE, new Curve(List.of(new Curve.Point(0, y), new Curve.Point(1, y))));
    }
}
