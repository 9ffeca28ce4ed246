package dev.sommelier.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReliabilityTest {

    @Test
    void eachTenthOfConfidenceHasItsMeanAndItsAccuracy() {
        List<Reliability.Bin> bins = Reliability.of(Told.six()).bins();
        assertThat(bins).hasSize(10);
        assertThat(bins.get(5).photos()).isEqualTo(2);
        assertThat(bins.get(5).confidence()).isCloseTo(0.525, within(1e-6));
        assertThat(bins.get(5).accuracy()).isZero();
        assertThat(bins.get(8).photos()).isEqualTo(1);
        assertThat(bins.get(8).accuracy()).isEqualTo(1);
        assertThat(bins.getFirst().accuracy()).isNaN();
    }

    @Test
    void errorIsTheMeanGapOverThePhotos() {
        double expected = (2 * 0.525 + 0.4 + 0.3 + 0.2 + 0.1) / 6;
        assertThat(Reliability.of(Told.six()).error()).isCloseTo(expected, within(1e-6));
    }

    @Test
    void brierScoreIsTheMeanSquaredGapOfAllClasses() {
        Predictions two = Told.predictions(new int[] {0, 1}, new float[] {0.75f, 0.25f}, new float[] {1, 0});
        assertThat(two.brier()).isCloseTo((2 * 0.0625 + 2) / 2, within(1e-12));
    }

    @Test
    void aThresholdAnswersFewerPhotosAndMoreOfThemRight() {
        Selective selective = Selective.of(Told.six());
        assertThat(selective.points())
                .contains(
                        new Selective.Point(0, 6, 4), new Selective.Point(0.5, 6, 4), new Selective.Point(0.99, 0, 0));
        assertThat(selective.points().stream().filter(p -> p.threshold() == 0.7).findFirst())
                .hasValueSatisfying(p -> assertThat(p.accuracy()).isEqualTo(1));
        assertThat(selective.curve().points()).first().isEqualTo(new Curve.Point(1.0 / 6, 1));
        assertThat(selective.curve().points()).last().isEqualTo(new Curve.Point(1, 4.0 / 6));
    }
}
