package dev.sommelier.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MixingTest {
    private static final int SIDE = 8;
    private static final int PLANES = 3 * SIDE * SIDE;

    @Test
    void leavesABatchAloneWhereItIsOff() {
        Batch batch = batch();
        assertThat(new Mixing(0, 0).apply(batch, new SplittableRandom(1))).isSameAs(batch);
    }

    @Test
    void blendsEachPhotoWithTheOneBeforeItAndItsAnswerInTheSameShare() {
        for (int seed = 0; seed < 20; seed++) {
            Batch mixed = new Mixing(0.4, 0).apply(batch(), new SplittableRandom(seed));
            float share = mixed.targets()[0];
            assertThat(share).isBetween(0f, 1f);
            assertThat(mixed.targets())
                    .containsExactly(row(share, 0, 1 - share, 1 - share, share, 0, 0, 1 - share, share), within(1e-6f));
            // The first photo is all 1, the last all 3.
            assertThat(mixed.images().get(5)).isCloseTo(share + 3 * (1 - share), within(1e-5f));
        }
    }

    @Test
    void pastesAPartAsLargeAsItsShareOfTheAnswer() {
        for (int seed = 0; seed < 20; seed++) {
            Batch mixed = new Mixing(0, 1).apply(batch(), new SplittableRandom(seed));
            float[] pixels = new float[mixed.images().remaining()];
            mixed.images().duplicate().get(pixels);
            for (int photo = 0; photo < 3; photo++) {
                float own = photo + 1f;
                int kept = 0;
                for (float value : Arrays.copyOfRange(pixels, photo * PLANES, (photo + 1) * PLANES)) {
                    kept += value == own ? 1 : 0;
                }
                assertThat(mixed.targets()[photo * 3 + photo]).isCloseTo((float) kept / PLANES, within(1e-5f));
            }
        }
    }

    @Test
    void takesEachWayAboutHalfOfTheTimeWhereBothAreOn() {
        int blended = 0;
        for (int seed = 0; seed < 200; seed++) {
            float value = new Mixing(1, 1)
                    .apply(batch(), new SplittableRandom(seed))
                    .images()
                    .get(0);
            blended += value == 1 || value == 3 ? 0 : 1;
        }
        assertThat(blended).isBetween(70, 130);
    }

    private static float[] row(float... values) {
        return values;
    }

    /// Three photos of one shade each, of three classes.
    private static Batch batch() {
        FloatBuffer images = BatchFeed.direct(3 * PLANES);
        for (int i = 0; i < 3 * PLANES; i++) {
            images.put(1 + i / PLANES);
        }
        return new Batch(3, SIDE, images.flip(), row(1, 0, 0, 0, 1, 0, 0, 0, 1));
    }
}
