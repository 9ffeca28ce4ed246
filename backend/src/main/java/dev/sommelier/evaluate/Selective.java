package dev.sommelier.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What comes of answering only where the confidence reaches a threshold, and leaving the rest to a person.
///
/// @param curve coverage (x) and accuracy of what is answered (y), from the strictest threshold on
/// @param points at some round thresholds
/// @see <a href="https://arxiv.org/abs/1705.08500">Geifman and El-Yaniv, Selective Classification for Deep Neural
///     Networks</a>
public record Selective(Curve curve, List<Point> points) {
    private static final double[] THRESHOLDS = {0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99};

    /// @param answered photos whose confidence reaches the threshold
    /// @param right those of them with the right answer
    public record Point(double threshold, int answered, int right) {
        /// NaN if nothing is answered.
        public double accuracy() {
            return (double) right / answered;
        }
    }

    public static Selective of(Predictions predictions) {
        double[] confidences = IntStream.range(0, predictions.size())
                .mapToDouble(predictions::confidence)
                .toArray();
        Ranking ranking = Ranking.of(confidences, predictions::right);
        List<Point> points = new ArrayList<>();
        for (double threshold : THRESHOLDS) {
            points.add(at(threshold, ranking.steps()));
        }
        return new Selective(curve(ranking.steps(), predictions.size()), List.copyOf(points));
    }

    private static Point at(double threshold, List<Ranking.Step> steps) {
        return steps.stream()
                .filter(step -> step.threshold() >= threshold)
                .reduce((strict, lax) -> lax)
                .map(step -> new Point(threshold, step.truePositives() + step.falsePositives(), step.truePositives()))
                .orElse(new Point(threshold, 0, 0));
    }

    private static Curve curve(List<Ranking.Step> steps, int photos) {
        return new Curve(steps.stream()
                .map(step -> {
                    double answered = step.truePositives() + step.falsePositives();
                    return new Curve.Point(answered / photos, step.truePositives() / answered);
                })
                .toList());
    }
}
