package dev.sommelier.evaluate;

import java.util.ArrayList;
import java.util.List;

/// Precision against recall of a score.
///
/// @param curve recall (x) and precision (y) at each threshold, from the strictest on
/// @param averagePrecision `Σ (R[n] - R[n-1]) · P[n]` over the thresholds, 0 to 1: the area without interpolation,
///     which would flatter. NaN without positive cases
/// @param share part of the cases that are positive: what a score that knows nothing reaches
/// @see <a href="https://doi.org/10.1145/1143844.1143874">Davis and Goadrich, The relationship between
///     precision-recall and ROC curves</a>
public record PrecisionRecall(Curve curve, double averagePrecision, double share) {

    static PrecisionRecall of(Ranking ranking) {
        List<Curve.Point> points = new ArrayList<>();
        double average = 0;
        double before = 0;
        for (Ranking.Step step : ranking.steps()) {
            double recall = (double) step.truePositives() / ranking.positives();
            double precision = (double) step.truePositives() / (step.truePositives() + step.falsePositives());
            average += (recall - before) * precision;
            before = recall;
            points.add(new Curve.Point(recall, precision));
        }
        double share = (double) ranking.positives() / (ranking.positives() + ranking.negatives());
        return new PrecisionRecall(new Curve(points), average, share);
    }
}
