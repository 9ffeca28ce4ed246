package dev.sommelier.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The points of one metric, thinned while they come: of each stretch of equally many, the first, the lowest, the
/// highest and the last stay, and the first that is no number, so that no peak is lost. Stretches grow as points
/// come; memory is that of the points that stay.
final class Thinned {
    /// @param index counted from 0
    /// @param value may be NaN or infinite
    record Point(long index, double x, double value) {}

    private final int most;
    private final List<Stretch> stretches = new ArrayList<>();
    private long width = 1;
    private long count;
    private int kept;

    /// @param most points that stay, at least 10
    Thinned(int most) {
        this.most = most;
    }

    void add(double x, double value) {
        Point point = new Point(count, x, value);
        if (count % width == 0) {
            stretches.add(Stretch.of(point));
            kept++;
        } else {
            Stretch grown = stretches.getLast().with(point);
            kept += grown.size() - stretches.getLast().size();
            stretches.set(stretches.size() - 1, grown);
        }
        count++;
        while (kept > most) {
            join();
        }
    }

    private void join() {
        List<Stretch> joined = new ArrayList<>();
        for (int i = 0; i < stretches.size(); i += 2) {
            Stretch one = stretches.get(i);
            joined.add(i + 1 < stretches.size() ? one.and(stretches.get(i + 1)) : one);
        }
        stretches.clear();
        stretches.addAll(joined);
        width *= 2;
        kept = stretches.stream().mapToInt(Stretch::size).sum();
    }

    /// All that came.
    long count() {
        return count;
    }

    List<Point> points() {
        return stretches.stream().flatMap(Stretch::points).toList();
    }

    private record Stretch(Point first, Point low, Point high, Point last, Point odd) {
        static Stretch of(Point point) {
            return new Stretch(point, point, point, point, point);
        }

        Stretch with(Point point) {
            return and(of(point));
        }

        Stretch and(Stretch later) {
            return new Stretch(
                    first,
                    isLess(later.low.value, low.value) ? later.low : low,
                    isLess(-later.high.value, -high.value) ? later.high : high,
                    later.last,
                    Double.isFinite(odd.value) ? later.odd : odd);
        }

        /// What is no number is never less, and anything is less than it.
        private static boolean isLess(double a, double b) {
            return Double.isFinite(a) && (!Double.isFinite(b) || a < b);
        }

        int size() {
            return (int) points().count();
        }

        /// Where all are numbers, the odd one is the last.
        Stream<Point> points() {
            return Stream.of(first, low, high, last, odd).distinct().sorted(Comparator.comparingLong(Point::index));
        }
    }
}
