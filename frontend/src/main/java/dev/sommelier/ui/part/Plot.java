package dev.sommelier.ui.part;

import java.util.List;

/// What a [Chart] draws. Names are text whoever gave them; a figure that is not finite is a gap.
public sealed interface Plot {
    /// {@return what the figures are, in a few words: heading of the chart and its name for those who cannot see it}
    String title();

    /// What one direction of a chart measures.
    ///
    /// @param name with the unit where [Unit] writes none, such as `images/s`; may be empty
    /// @param from lowest figure; NaN: as the figures have it
    /// @param to highest figure; NaN: as the figures have it
    record Axis(String name, Unit unit, double from, double to) {
        public Axis(String name, Unit unit) {
            this(name, unit, Double.NaN, Double.NaN);
        }

        /// @param from lowest figure
        public Axis from(double from) {
            return new Axis(name, unit, from, to);
        }

        /// @param to highest figure
        public Axis to(double to) {
            return new Axis(name, unit, from, to);
        }
    }

    record Point(double x, double y) {}

    /// @param name in the legend; empty where there is one series alone
    record Series(String name, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    /// A line for each series.
    ///
    /// @param stacked one on top of the other, filled
    record Lines(String title, Axis x, Axis y, List<Series> series, boolean stacked) implements Plot {
        public Lines {
            series = List.copyOf(series);
        }

        public Lines(String title, Axis x, Axis y, List<Series> series) {
            this(title, x, y, series, false);
        }
    }

    /// A cloud of points for each series.
    record Scatter(String title, Axis x, Axis y, List<Series> series) implements Plot {
        public Scatter {
            series = List.copyOf(series);
        }
    }

    /// @param values one for each label
    record Group(String name, List<Double> values) {
        public Group {
            values = List.copyOf(values);
        }
    }

    /// A bar for each label and group.
    ///
    /// @param lying bars to the right, labels at the left: for long labels
    /// @param stacked groups on top of each other instead of side by side
    record Bars(String title, Axis y, List<String> labels, List<Group> groups, boolean lying, boolean stacked)
            implements Plot {
        public Bars {
            labels = List.copyOf(labels);
            groups = List.copyOf(groups);
            int count = labels.size();
            if (groups.stream().anyMatch(group -> group.values().size() != count)) {
                throw new IllegalArgumentException("%s: need a value for each of %d labels".formatted(title, count));
            }
        }

        /// One group of standing bars.
        public Bars(String title, Axis y, List<String> labels, List<Double> values) {
            this(title, y, labels, List.of(new Group("", values)), false, false);
        }
    }

    /// A field of cells, the darker the more; for a confusion matrix rows are the truth and columns the answers.
    ///
    /// @param columns labels from left to right
    /// @param rows labels from top to bottom
    /// @param cells row by row
    record HeatMap(
            String title,
            String columnsAre,
            String rowsAre,
            List<String> columns,
            List<String> rows,
            List<List<Double>> cells,
            Unit unit)
            implements Plot {
        public HeatMap {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
            cells = cells.stream().map(List::copyOf).toList();
            int width = columns.size();
            if (cells.size() != rows.size() || cells.stream().anyMatch(row -> row.size() != width)) {
                throw new IllegalArgumentException("%s: need %d rows of %d cells".formatted(title, rows.size(), width));
            }
        }
    }
}
