package dev.sommelier.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {

    @Test
    void probabilitiesAreTheSoftmaxOfTheLogits() {
        float[] logits = {(float) Math.log(1), (float) Math.log(2), (float) Math.log(5)};
        assertThat(new ModelCard.Calibration(1).probabilities(logits))
                .containsExactly(new float[] {0.125f, 0.25f, 0.625f}, within(1e-6f));
    }

    @Test
    void aHigherTemperatureIsLessSureOfTheSameAnswer() {
        float[] logits = {1, 2, 4};
        float[] cool = new ModelCard.Calibration(1).probabilities(logits);
        float[] warm = new ModelCard.Calibration(3).probabilities(logits);
        assertThat(warm[2]).isLessThan(cool[2]).isGreaterThan(warm[1]);
    }

    @ParameterizedTest
    @ValueSource(floats = {0.01f, 1, 100})
    void hugeLogitsStillGiveProbabilities(float temperature) {
        float[] probabilities =
                new ModelCard.Calibration(temperature).probabilities(new float[] {1e30f, -1e30f, 1e30f});
        assertThat(probabilities).containsExactly(new float[] {0.5f, 0, 0.5f}, within(1e-6f));
    }
}
