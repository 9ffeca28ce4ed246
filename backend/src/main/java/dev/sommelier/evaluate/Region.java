package dev.sommelier.evaluate;

import java.util.function.DoubleUnaryOperator;

/// A part of a drawing.
@FunctionalInterface
interface Region {
    Region EVERYWHERE = (x, y) -> true;

    boolean holds(double x, double y);

    static Region box(double left, double top, double width, double height) {
        return (x, y) -> x >= left && x < left + width && y >= top && y < top + height;
    }

    /// @param a half the width
    /// @param b half the height
    static Region ellipse(double centreX, double centreY, double a, double b) {
        return (x, y) -> square((x - centreX) / a) + square((y - centreY) / b) < 1;
    }

    /// What lies lower than a curve.
    static Region below(DoubleUnaryOperator curve) {
        return (x, y) -> y > curve.applyAsDouble(x);
    }

    /// A straight stroke with round ends.
    static Region stroke(double fromX, double fromY, double toX, double toY, double thickness) {
        double dx = toX - fromX;
        double dy = toY - fromY;
        double length = Math.max(1e-12, square(dx) + square(dy));
        return (x, y) -> {
            double along = Math.clamp(((x - fromX) * dx + (y - fromY) * dy) / length, 0, 1);
            return square(x - fromX - along * dx) + square(y - fromY - along * dy) < square(thickness / 2);
        };
    }

    private static double square(double value) {
        return value * value;
    }

    default Region and(Region other) {
        return (x, y) -> holds(x, y) && other.holds(x, y);
    }

    default Region without(Region other) {
        return (x, y) -> holds(x, y) && !other.holds(x, y);
    }

    /// The same, turned about a place.
    default Region turned(double angle, double centreX, double centreY) {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        return (x, y) -> {
            double dx = x - centreX;
            double dy = y - centreY;
            return holds(centreX + cos * dx + sin * dy, centreY - sin * dx + cos * dy);
        };
    }
}
