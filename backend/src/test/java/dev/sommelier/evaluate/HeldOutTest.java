package dev.sommelier.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sommelier.dataset.LabelledPhoto;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeldOutTest {
    private static final HeldOut.InBytes WORSE = new HeldOut.InBytes(0.1, 0.8, 2);
    private static final HeldOut.InBytes SAME = new HeldOut.InBytes(0, 1, 0);

    @Test
    void weighsEachPartByItsPhotos() {
        HeldOut all = HeldOut.joined(List.of(part(3, 0.5, Optional.of(WORSE)), part(1, 0.5, Optional.of(SAME))));
        HeldOut.InBytes bytes = all.int8().orElseThrow();
        assertThat(bytes.loss()).isCloseTo(0.075, within(1e-9));
        assertThat(bytes.agreement()).isCloseTo(0.85, within(1e-9));
        assertThat(bytes.difference()).isCloseTo(1.5, within(1e-9));
        assertThat(all.photos()).hasSize(4);
        assertThat(all.score().photos()).isEqualTo(4);
    }

    @Test
    void saysNothingOfWholeNumbersWhereOneNetworkCannotUseThem() {
        assertThat(HeldOut.joined(List.of(part(2, 0.5, Optional.of(SAME)), part(2, 0.5, Optional.empty())))
                        .int8())
                .isEmpty();
    }

    @Test
    void setsOneThresholdThatNineteenInTwentyPhotosOfAllPartsPass() {
        HeldOut all = HeldOut.joined(List.of(part(5, 0.2, Optional.of(SAME)), part(95, 0.6, Optional.of(SAME))));
        float threshold = all.familiarity().orElseThrow().threshold();
        assertThat(threshold).isEqualTo(0.6f);
    }

    @Test
    void knowsNoFamiliarityWhereAllPhotosLookAlikeToANetwork() {
        HeldOut known = part(3, 0.5, Optional.of(SAME));
        HeldOut blind = new HeldOut(
                known.photos(), known.answers(), known.flipAveraged(), new double[0], new double[0], known.int8());
        assertThat(HeldOut.joined(List.of(known, blind)).familiarity()).isEmpty();
    }

    private static HeldOut part(int count, double familiarity, Optional<HeldOut.InBytes> int8) {
        List<LabelledPhoto> photos = new ArrayList<>();
        Answers answers = Answers.none();
        for (int i = 0; i < count; i++) {
            photos.add(new LabelledPhoto(Path.of(i + ".jpg"), i % 2));
            answers.add(new float[] {i % 2 == 0 ? 1 : 0, i % 2}, i % 2);
        }
        double[] familiar = new double[count];
        Arrays.fill(familiar, familiarity);
        return new HeldOut(photos, answers, answers, familiar, new double[] {0.1}, int8);
    }
}
