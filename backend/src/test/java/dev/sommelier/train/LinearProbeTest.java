package dev.sommelier.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LinearProbeTest {
    private static final double LN_3 = Math.log(3);

    @Test
    void findsTheOddsOfPhotosThatLookAllTheSame() {
        double[] head = new LinearProbe(new float[][] {{0}, {0}, {0}, {0}}, new int[] {0, 0, 0, 1}, 2, 0.1, 0)
                .fit(() -> {})
                .values();
        assertThat(head[1] - head[3]).isCloseTo(LN_3, within(1e-4));
        assertThat(head[0]).isZero();
    }

    /// The minimum of `log(1 + e^-2w) + 2 p w²`, where the derivative `4 p w - 2 / (1 + e^2w)` is zero; each class
    /// carries half of the difference.
    @Test
    void shrinksWeightsAsThePenaltySays() {
        double penalty = 0.05;
        double[] head = new LinearProbe(new float[][] {{1}, {-1}}, new int[] {0, 1}, 2, penalty, 0)
                .fit(() -> {})
                .values();
        double w = head[0];
        assertThat(head[2]).isCloseTo(-w, within(1e-5));
        assertThat(4 * penalty * w).isCloseTo(2 / (1 + Math.exp(2 * w)), within(1e-4));
    }

    @Test
    void smoothingKeepsItFromBeingSure() {
        float[][] apart = {{5}, {-5}};
        double[] head = new LinearProbe(apart, new int[] {0, 1}, 2, 1e-9, 0.2)
                .fit(() -> {})
                .values();
        double sureness = 1 / (1 + Math.exp(-5 * (head[0] - head[2]) - (head[1] - head[3])));
        assertThat(sureness).isCloseTo(0.9, within(1e-3));
    }

    @Test
    void tellsApartThreeClassesInManyDimensions() {
        SplittableRandom random = new SplittableRandom(3);
        float[][] embeddings = new float[300][64];
        int[] labels = new int[300];
        for (int i = 0; i < 300; i++) {
            labels[i] = i % 3;
            for (int d = 0; d < 64; d++) {
                embeddings[i][d] = (float) (random.nextGaussian() + (d == labels[i] ? 6 : 0));
            }
        }
        double[] head =
                new LinearProbe(embeddings, labels, 3, 1e-3, 0).fit(() -> {}).values();
        int right = 0;
        for (int i = 0; i < 300; i++) {
            right += best(head, embeddings[i]) == labels[i] ? 1 : 0;
        }
        assertThat(right).isGreaterThanOrEqualTo(297);
    }

    @Test
    void answersTheSameHoweverLargeTheEmbeddingsAre() {
        float[][] small = {{0.001f}, {0.003f}, {-0.002f}, {-0.001f}};
        float[][] large = {{100}, {300}, {-200}, {-100}};
        int[] labels = {0, 0, 1, 1};
        double[] ofSmall =
                new LinearProbe(small, labels, 2, 0.1, 0).fit(() -> {}).values();
        double[] ofLarge =
                new LinearProbe(large, labels, 2, 0.1, 0).fit(() -> {}).values();
        assertThat(ofSmall[0] * 0.001).isCloseTo(ofLarge[0] * 100, within(1e-6)).isGreaterThan(0.1);
    }

    private static int best(double[] head, float[] embedding) {
        int best = 0;
        double[] scores = new double[3];
        for (int c = 0; c < 3; c++) {
            scores[c] = head[c * 65 + 64];
            for (int d = 0; d < 64; d++) {
                scores[c] += head[c * 65 + d] * embedding[d];
            }
            best = scores[c] > scores[best] ? c : best;
        }
        return best;
    }
}
