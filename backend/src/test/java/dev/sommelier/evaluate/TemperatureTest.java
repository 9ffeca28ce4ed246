package dev.sommelier.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sommelier.model.ModelCard;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemperatureTest {

    /// Classes are drawn from honest probabilities, and then the logits are exaggerated.
    private static Answers exaggerated(float factor) {
        SplittableRandom random = new SplittableRandom(5);
        Answers answers = Answers.none();
        for (int i = 0; i < 4000; i++) {
            float[] logits = new float[3];
            for (int c = 0; c < logits.length; c++) {
                logits[c] = (float) random.nextGaussian(0, 2);
            }
            int truth = drawn(new ModelCard.Calibration(1).probabilities(logits), random.nextDouble());
            for (int c = 0; c < logits.length; c++) {
                logits[c] *= factor;
            }
            answers.add(logits, truth);
        }
        return answers;
    }

    private static int drawn(float[] probabilities, double at) {
        int c = 0;
        double below = probabilities[0];
        while (below < at && c < probabilities.length - 1) {
            c++;
            below += probabilities[c];
        }
        return c;
    }

    @ParameterizedTest
    @ValueSource(floats = {0.25f, 1, 3, 8})
    void undoesExaggeration(float factor) {
        assertThat(Temperature.fit(exaggerated(factor))).isCloseTo(factor, Percentage.withPercentage(8));
    }

    @ParameterizedTest
    @ValueSource(floats = {0.25f, 1, 3, 8})
    void noOtherTemperatureIsLikelier(float factor) {
        Answers answers = exaggerated(factor);
        double least = Score.of(answers, Temperature.fit(answers)).loss();
        for (double t = Math.log(0.05); t < Math.log(20); t += 0.05) {
            assertThat(Score.of(answers, (float) Math.exp(t)).loss()).isGreaterThanOrEqualTo(least - 1e-7);
        }
    }

    @Test
    void calibratesWhatIsTooSure() {
        Answers answers = exaggerated(3);
        double before = Score.of(answers, 1).calibrationError();
        assertThat(before).isGreaterThan(0.1);
        assertThat(Score.of(answers, Temperature.fit(answers)).calibrationError())
                .isLessThan(0.02);
    }

    /// One answer that is terribly sure and wrong among many that are barely sure and right.
    @Test
    void isNotLedAstrayByACertainMistake() {
        Answers answers = Answers.none();
        for (int i = 0; i < 100; i++) {
            answers.add(new float[] {0.1f, 0}, 0);
        }
        answers.add(new float[] {1000, 0}, 1);
        assertThat(Temperature.fit(answers)).isCloseTo(20, within(0.01f));
    }

    /// The likelihood alone would make the temperature as low as it can be, and the confidence 1. Laplace's rule
    /// of succession would give 21 / 22 = 0.955.
    @ParameterizedTest
    @ValueSource(floats = {0.5f, 1, 2, 4})
    void aFewAnswersThatAreAllRightDoNotMakeItCertain(float margin) {
        Answers answers = Answers.none();
        for (int i = 0; i < 20; i++) {
            float[] logits = new float[3];
            logits[i % 3] = margin;
            answers.add(logits, i % 3);
        }
        float temperature = Temperature.fit(answers);
        assertThat(temperature).isBetween(0.1f, 1f);
        assertThat(Predictions.of(answers, temperature).confidence(0)).isBetween(0.95f, 0.998f);
    }

    @Test
    void aFewAnswersThatAreAllWrongDoNotMakeItGiveUp() {
        Answers answers = Answers.none();
        for (int i = 0; i < 5; i++) {
            answers.add(new float[] {2, 0, 0}, 1);
        }
        assertThat(Temperature.fit(answers)).isBetween(1f, 10f);
    }

    /// What is expected beforehand counts as little as a handful of photos.
    @ParameterizedTest
    @ValueSource(floats = {0.25f, 1, 3, 8})
    void manyAnswersOutweighWhatIsExpected(float factor) {
        Answers answers = exaggerated(factor);
        double fitted = Math.log(Temperature.fit(answers));
        double likeliest = 0;
        double least = Double.MAX_VALUE;
        for (double t = fitted - 0.02; t <= fitted + 0.02; t += 0.0005) {
            double loss = Score.of(answers, (float) Math.exp(t)).loss();
            if (loss < least) {
                least = loss;
                likeliest = t;
            }
        }
        assertThat(fitted).isCloseTo(likeliest, within(0.01));
    }
}
