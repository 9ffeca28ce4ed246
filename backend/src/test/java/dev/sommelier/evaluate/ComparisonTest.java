package dev.sommelier.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

    /// 2 · P(X ≤ fewer), X binomial with one half: (1 + 7) / 128 · 2 for one against six, and so on.
    @ParameterizedTest
    @CsvSource({"1, 6, 0.125", "6, 1, 0.125", "0, 5, 0.0625", "5, 15, 0.0413894653", "4, 4, 1", "0, 0, 1"})
    void mcNemarIsExact(int onlyFirst, int onlySecond, double p) {
        assertThat(new McNemar(onlyFirst, onlySecond).p()).isCloseTo(p, within(1e-9));
    }

    /// For many photos the exact test comes to the one by χ² with continuity correction: z = 1.9 here.
    @Test
    void mcNemarHoldsForManyPhotos() {
        assertThat(new McNemar(5000, 5191).p()).isCloseTo(0.0598, within(1e-3));
    }

    @Test
    void countsWhoIsRight() {
        Comparison comparison = Comparison.of(
                Told.rights(true, true, true, false, false),
                Told.rights(true, false, false, true, false),
                Told.boxed(0, 0, 0, 0, 0));
        assertThat(comparison.firstRight()).isEqualTo(3);
        assertThat(comparison.secondRight()).isEqualTo(2);
        assertThat(comparison.difference()).isEqualTo(0.2);
        assertThat(comparison.mcNemar()).isEqualTo(new McNemar(2, 1));
    }

    /// The bootstrap of a mean of many is nearly normal: mean ± 1.96 standard errors.
    @Test
    void theIntervalIsThatOfPairs() {
        boolean[] first = new boolean[1000];
        boolean[] second = new boolean[1000];
        Arrays.fill(first, 0, 900, true);
        Arrays.fill(second, 60, 920, true);
        // 60 photos only the first gets right, 20 only the second.
        double mean = 0.04;
        double error = Math.sqrt((0.08 - mean * mean) / 1000);
        Comparison comparison = Comparison.of(Told.rights(first), Told.rights(second), Collections.nCopies(1000, 0));
        assertThat(comparison.difference()).isCloseTo(mean, within(1e-12));
        assertThat(comparison.interval().low()).isCloseTo(mean - 1.96 * error, within(0.0015));
        assertThat(comparison.interval().high()).isCloseTo(mean + 1.96 * error, within(0.0015));
        assertThat(Comparison.of(Told.rights(first), Told.rights(second), Collections.nCopies(1000, 0)))
                .isEqualTo(comparison);
    }

    @Test
    void equalModelsDoNotDiffer() {
        List<float[]> same = Told.rights(true, false, true);
        Comparison comparison = Comparison.of(same, same, Told.boxed(0, 0, 0));
        assertThat(comparison.interval()).isEqualTo(new Interval(0, 0));
        assertThat(comparison.mcNemar().p()).isEqualTo(1);
    }

    @Test
    void refusesOtherPhotos() {
        assertThatThrownBy(() -> Comparison.of(Told.rights(true), Told.rights(true, true), Told.boxed(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 1, 2 and 1");
    }
}
