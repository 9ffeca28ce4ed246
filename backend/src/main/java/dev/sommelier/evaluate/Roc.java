package dev.sommelier.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/// Receiver operating characteristic of a score.
///
/// @param curve false positive rate (x) and true positive rate (y), from (0, 0) to (1, 1)
/// @param auc area under it, 0 to 1: how often a positive case scores higher than a negative one, ties counting
///     one half. NaN if there are only positive or only negative cases
/// @see <a href="https://doi.org/10.1016/j.patrec.2005.10.010">Fawcett, An introduction to ROC analysis</a>
public record Roc(Curve curve, double auc) {

    static Roc of(Ranking ranking) {
        List<Curve.Point> points = new ArrayList<>();
        points.add(new Curve.Point(0, 0));
        double area = 0;
        for (Ranking.Step step : ranking.steps()) {
            Curve.Point from = points.getLast();
            Curve.Point to = new Curve.Point(
                    (double) step.falsePositives() / ranking.negatives(),
                    (double) step.truePositives() / ranking.positives());
            area += (to.x() - from.x()) * (to.y() + from.y()) / 2;
            points.add(to);
        }
        return new Roc(new Curve(points), area);
    }

    /// How well a score tells two kinds of cases apart, for example photos like the training photos from others.
    ///
    /// @param positives scores that ought to be high
    /// @param negatives scores that ought to be low
    public static Roc of(double[] positives, double[] negatives) {
        double[] all = DoubleStream.concat(DoubleStream.of(positives), DoubleStream.of(negatives))
                .toArray();
        return of(Ranking.of(all, index -> index < positives.length));
    }
}
