package dev.sommelier.evaluate;

import dev.sommelier.evaluate.Curve.Point;
import dev.sommelier.evaluate.Plot.Kind;
import dev.sommelier.evaluate.Plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A plot in the coordinates of its picture, 420 × 300, for `plot.mustache`.
final class PlotSvg {
    private static final double LEFT = 54;
    private static final double TOP = 10;
    private static final double WIDTH = 342;
    private static final double HEIGHT = 240;
    private static final int COLOURS = 8;

    private PlotSvg() {}

    record View(
            String id,
            String title,
            String description,
            String xLabel,
            String yLabel,
            List<Mark> xTicks,
            List<Mark> yTicks,
            List<Shape> shapes) {
        List<Shape> legend() {
            return shapes.stream().filter(shape -> !shape.name().isEmpty()).toList();
        }

        boolean hasLegend() {
            return !legend().isEmpty();
        }
    }

    record Mark(String at, String text) {}

    /// @param path of the line or the bars, empty if there is none
    /// @param style classes of CSS: colour and kind
    record Shape(String name, String path, String style, List<Dot> dots) {}

    record Dot(String x, String y) {}

    /// @param id tells its parts from those of other plots on the page
    static View of(Plot plot, String id) {
        List<Shape> shapes = new ArrayList<>();
        int colour = 0;
        for (Series series : plot.series()) {
            boolean reference = series.kind() == Kind.REFERENCE;
            shapes.add(shape(plot, series, reference ? "reference" : "c%d".formatted(colour++ % COLOURS)));
        }
        return new View(
                id,
                plot.title(),
                plot.description(),
                plot.x().label(),
                plot.y().label(),
                plot.x().ticks().stream()
                        .map(t -> new Mark(x(plot, t.value()), t.text()))
                        .toList(),
                plot.y().ticks().stream()
                        .map(t -> new Mark(y(plot, t.value()), t.text()))
                        .toList(),
                shapes);
    }

    private static Shape shape(Plot plot, Series series, String colour) {
        List<Point> points = series.curve().points().stream()
                .filter(p -> Double.isFinite(p.x()) && Double.isFinite(p.y()))
                .toList();
        List<Dot> dots = series.kind() == Kind.DOTS
                ? points.stream()
                        .map(p -> new Dot(x(plot, p.x()), y(plot, p.y())))
                        .toList()
                : List.of();
        String kind = series.kind() == Kind.BARS ? "bars" : "line";
        return new Shape(series.name(), path(plot, series.kind(), points), colour + " " + kind, dots);
    }

    private static String path(Plot plot, Kind kind, List<Point> points) {
        if (points.isEmpty()) {
            return "";
        }
        return switch (kind) {
            case LINE, DOTS, REFERENCE ->
                points.stream()
                        .map(p -> x(plot, p.x()) + " " + y(plot, p.y()))
                        .collect(Collectors.joining("L", "M", ""));
            case STEPS ->
                points.stream()
                        .skip(1)
                        .map(p -> "V" + y(plot, p.y()) + "H" + x(plot, p.x()))
                        .collect(Collectors.joining(
                                "",
                                "M" + x(plot, points.getFirst().x()) + " "
                                        + y(plot, points.getFirst().y()),
                                ""));
            case BARS -> points.stream().map(p -> bar(plot, p)).collect(Collectors.joining());
        };
    }

    private static String bar(Plot plot, Point p) {
        double width = WIDTH / 10 - 4;
        return "M%s %sh%sV%sh-%sz"
                .formatted(
                        text(LEFT + WIDTH * plot.x().place(p.x()) - width / 2),
                        y(plot, plot.y().low()),
                        text(width),
                        y(plot, p.y()),
                        text(width));
    }

    private static String x(Plot plot, double value) {
        return text(LEFT + WIDTH * plot.x().place(value));
    }

    private static String y(Plot plot, double value) {
        return text(TOP + HEIGHT * (1 - plot.y().place(value)));
    }

    private static String text(double coordinate) {
        return String.format(Locale.ROOT, "%.1f", coordinate);
    }
}
