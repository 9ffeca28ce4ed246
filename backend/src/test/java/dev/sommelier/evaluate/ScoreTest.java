package dev.sommelier.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoreTest {

    /// Five photos of beer (0) and wine (1), by the probability of each; two of them in one bin of confidence.
    private static Answers five() {
        Answers answers = Answers.none();
        add(answers, 0.93, 0.07, 0);
        add(answers, 0.85, 0.15, 1);
        add(answers, 0.28, 0.72, 1);
        add(answers, 0.78, 0.22, 1);
        add(answers, 0.34, 0.66, 1);
        return answers;
    }

    private static void add(Answers answers, double beer, double wine, int truth) {
        answers.add(new float[] {(float) Math.log(beer), (float) Math.log(wine)}, truth);
    }

    @Test
    void accuracyIsThePartAnsweredRight() {
        Score score = Score.of(five(), 1);
        assertThat(score.photos()).isEqualTo(5);
        assertThat(score.accuracy()).isEqualTo(0.6);
        assertThat(score.interval()).isEqualTo(Interval.wilson(3, 5));
    }

    @Test
    void confusionHasARowForEachTrueClass() {
        assertThat(Score.of(five(), 1).confusion()).containsExactly(List.of(1, 0), List.of(2, 2));
    }

    @Test
    void lossIsTheMeanSurpriseAtTheRightClass() {
        double expected = -(Math.log(0.93) + Math.log(0.15) + Math.log(0.72) + Math.log(0.22) + Math.log(0.66)) / 5;
        assertThat(Score.of(five(), 1).loss()).isCloseTo(expected, within(1e-6));
    }

    @Test
    void lossDividesTheLogitsByTheTemperature() {
        Answers answers = Answers.none();
        answers.add(new float[] {4, 0}, 1);
        assertThat(Score.of(answers, 2).loss()).isCloseTo(Math.log(1 + Math.exp(2)), within(1e-6));
    }

    @Test
    void lossOfACertainMistakeIsLargeAndExact() {
        Answers answers = Answers.none();
        answers.add(new float[] {1000, 0}, 1);
        assertThat(Score.of(answers, 1).loss()).isCloseTo(1000, within(1e-6));
    }

    /// The gap of a bin is that of its photos together: 0.72 right and 0.78 wrong make 1.5 sure for 1 right.
    @Test
    void calibrationErrorWeighsTheGapOfEachBin() {
        double expected = ((1 - 0.93) + 0.85 + (0.72 + 0.78 - 1) + (1 - 0.66)) / 5;
        assertThat(Score.of(five(), 1).calibrationError()).isCloseTo(expected, within(1e-6));
    }

    @Test
    void certainAnswersAreCounted() {
        Answers answers = Answers.none();
        answers.add(new float[] {1000, 0, 0}, 0);
        answers.add(new float[] {0, 1000, 0}, 1);
        Score score = Score.of(answers, 1);
        assertThat(score.accuracy()).isEqualTo(1);
        assertThat(score.calibrationError()).isZero();
        assertThat(score.loss()).isZero();
    }

    @Test
    void figuresAreNamedAndRounded() {
        assertThat(Score.of(five(), 1).toMap(List.of("beer", "wine")))
                .containsEntry("photos", 5)
                .containsEntry("accuracy", 0.6)
                .containsEntry("accuracy_95", List.of(0.2307, 0.8824))
                .containsEntry("calibration_error", 0.352)
                .containsEntry("recall", Map.of("beer", 1.0, "wine", 0.5));
    }
}
