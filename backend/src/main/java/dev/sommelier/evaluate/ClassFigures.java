package dev.sommelier.evaluate;

import java.util.List;
import java.util.stream.IntStream;

/// How well one class is told from the others. What has nothing to divide by is NaN.
///
/// @param support photos of the class
/// @param precision part of the photos thought to be of the class that are
/// @param recall part of the photos of the class that are found
/// @param recallInterval 95 % interval of the recall
/// @param f1 harmonic mean of precision and recall
public record ClassFigures(int support, double precision, double recall, Interval recallInterval, double f1) {

    static ClassFigures of(Confusion confusion, int ofClass) {
        int right = confusion.count(ofClass, ofClass);
        int support = confusion.support(ofClass);
        int predicted = confusion.predicted(ofClass);
        return new ClassFigures(
                support,
                (double) right / predicted,
                (double) right / support,
                Interval.wilson(right, support),
                2.0 * right / (support + predicted));
    }

    /// One for each class, in their order.
    public static List<ClassFigures> all(Confusion confusion) {
        return IntStream.range(0, confusion.classes())
                .mapToObj(c -> of(confusion, c))
                .toList();
    }

    /// Mean of F1 over the classes that have photos, each counting alike.
    public static double macroF1(List<ClassFigures> classes) {
        return classes.stream()
                .filter(figures -> figures.support() > 0)
                .mapToDouble(ClassFigures::f1)
                .average()
                .orElse(Double.NaN);
    }
}
