package dev.sommelier.ui.part;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A [Plot] as `chart.js` takes it. Bounded: a browser neither wants nor shows more.
final class PlotJson {
    /// About one for each pixel of a wide chart.
    static final int MOST_POINTS = 2000;

    static final int MOST_SERIES = 24;
    static final int MOST_LABELS = 400;
    /// A side; a model may know a thousand classes, whose field would have a million cells.
    static final int MOST_CELLS = 60;

    private static final JsonMapper JSON = new JsonMapper();

    private PlotJson() {}

    static ObjectNode of(Plot plot) {
        ObjectNode node = JSON.createObjectNode().put("title", plot.title());
        switch (plot) {
            case Plot.Lines lines -> {
                node.put("kind", "lines").put("stacked", lines.stacked());
                points(node, lines.x(), lines.y(), lines.series());
            }
            case Plot.Scatter scatter -> {
                node.put("kind", "scatter");
                points(node, scatter.x(), scatter.y(), scatter.series());
            }
            case Plot.Bars bars -> bars(node, bars);
            case Plot.HeatMap map -> cells(node, map);
        }
        return node;
    }

    private static void points(ObjectNode node, Plot.Axis x, Plot.Axis y, List<Plot.Series> series) {
        node.set("x", axis(x));
        node.set("y", axis(y));
        ArrayNode all = node.putArray("series");
        series.stream().limit(MOST_SERIES).forEach(one -> {
            ArrayNode points = all.addObject().put("name", one.name()).putArray("points");
            thinned(one.points()).forEach(point -> figure(figure(points.addArray(), point.x()), point.y()));
        });
    }

    /// Every n-th point, the last one always.
    private static List<Plot.Point> thinned(List<Plot.Point> points) {
        int step = Math.ceilDiv(points.size(), MOST_POINTS);
        return step <= 1
                ? points
                : IntStream.range(0, points.size())
                        .filter(i -> (points.size() - 1 - i) % step == 0)
                        .mapToObj(points::get)
                        .toList();
    }

    private static void bars(ObjectNode node, Plot.Bars bars) {
        node.put("kind", "bars").put("lying", bars.lying()).put("stacked", bars.stacked());
        node.set("y", axis(bars.y()));
        texts(node.putArray("labels"), bars.labels(), MOST_LABELS);
        ArrayNode all = node.putArray("series");
        bars.groups().stream().limit(MOST_SERIES).forEach(group -> {
            ArrayNode values = all.addObject().put("name", group.name()).putArray("values");
            group.values().stream().limit(MOST_LABELS).forEach(value -> figure(values, value));
        });
    }

    private static void cells(ObjectNode node, Plot.HeatMap map) {
        node.put("kind", "heat-map").put("columnsAre", map.columnsAre()).put("rowsAre", map.rowsAre());
        node.put("unit", map.unit().code());
        texts(node.putArray("columns"), map.columns(), MOST_CELLS);
        texts(node.putArray("rows"), map.rows(), MOST_CELLS);
        ArrayNode cells = node.putArray("cells");
        map.cells().stream().limit(MOST_CELLS).forEach(row -> {
            ArrayNode values = cells.addArray();
            row.stream().limit(MOST_CELLS).forEach(value -> figure(values, value));
        });
    }

    private static ObjectNode axis(Plot.Axis axis) {
        ObjectNode node = JSON.createObjectNode()
                .put("name", axis.name())
                .put("unit", axis.unit().code());
        if (Double.isFinite(axis.from())) {
            node.put("from", axis.from());
        }
        if (Double.isFinite(axis.to())) {
            node.put("to", axis.to());
        }
        return node;
    }

    private static void texts(ArrayNode array, Collection<String> texts, int most) {
        texts.stream().limit(most).forEach(array::add);
    }

    /// JSON knows no NaN.
    private static ArrayNode figure(ArrayNode array, double value) {
        return Double.isFinite(value) ? array.add(value) : array.addNull();
    }
}
