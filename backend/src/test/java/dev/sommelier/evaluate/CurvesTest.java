package dev.sommelier.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sommelier.evaluate.Curve.Point;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurvesTest {

    /// @see <a href="https://scikit-learn.org/stable/modules/generated/sklearn.metrics.roc_curve.html">the example
    ///     of scikit-learn's roc_curve, roc_auc_score and average_precision_score</a>
    @Test
    void giveTheAreasOfTheWellKnownExample() {
        double[] scores = {0.1, 0.4, 0.35, 0.8};
        Ranking ranking = Ranking.of(scores, i -> i >= 2);
        assertThat(Roc.of(ranking).auc()).isCloseTo(0.75, within(1e-12));
        assertThat(Roc.of(ranking).curve().points())
                .containsExactly(
                        new Point(0, 0), new Point(0, 0.5), new Point(0.5, 0.5), new Point(0.5, 1), new Point(1, 1));
        assertThat(PrecisionRecall.of(ranking).averagePrecision()).isCloseTo(0.5 + 1.0 / 3, within(1e-12));
        assertThat(PrecisionRecall.of(ranking).share()).isEqualTo(0.5);
    }

    @Test
    void areaIsHowOftenAPositiveCaseScoresHigherTiesCountingHalf() {
        SplittableRandom random = new SplittableRandom(1);
        // Whole numbers, so that there are many ties.
        double[] positives = random.ints(60, 3, 10).asDoubleStream().toArray();
        double[] negatives = random.ints(90, 0, 8).asDoubleStream().toArray();
        double wins = 0;
        for (double positive : positives) {
            for (double negative : negatives) {
                wins += positive > negative ? 1 : positive == negative ? 0.5 : 0;
            }
        }
        assertThat(Roc.of(positives, negatives).auc()).isCloseTo(wins / (60 * 90), within(1e-12));
    }

    @Test
    void casesThatCannotBeToldApartGiveAHalf() {
        assertThat(Roc.of(new double[] {1, 1}, new double[] {1, 1, 1}).auc()).isEqualTo(0.5);
        assertThat(PrecisionRecall.of(Ranking.of(new double[] {1, 1, 1, 1}, i -> i == 0))
                        .averagePrecision())
                .isEqualTo(0.25);
    }

    @Test
    void aClassWithoutPhotosHasNoArea() {
        assertThat(Roc.of(new double[0], new double[] {1, 2}).auc()).isNaN();
        assertThat(PrecisionRecall.of(Ranking.of(new double[] {1, 2}, i -> false))
                        .averagePrecision())
                .isNaN();
    }

    @Test
    void eachClassIsRankedByItsOwnProbability() {
        assertThat(Roc.of(Told.six().ranking(0)).auc()).isEqualTo(1);
        assertThat(Roc.of(Told.six().ranking(1)).auc()).isCloseTo(7.0 / 8, within(1e-12));
    }

    @Test
    void thinnedTheyKeepTheirEnds() {
        Curve curve = new Curve(
                IntStream.range(0, 1000).mapToObj(i -> new Point(i, -i)).toList());
        List<Point> thinned = curve.thinned(7).points();
        assertThat(thinned).hasSize(7).startsWith(new Point(0, 0)).endsWith(new Point(999, -999));
        assertThat(curve.thinned(1000)).isSameAs(curve);
    }
}
