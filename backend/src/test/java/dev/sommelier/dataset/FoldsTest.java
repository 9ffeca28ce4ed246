package dev.sommelier.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FoldsTest {
    private static final List<String> LABELS = List.of("ale", "rum");

    @Test
    void asksAboutEachPhotoOnceAndNeverAboutOneThatWasLearnt() {
        List<Sample> samples = samples(100);
        Folds folds = Folds.of(samples, LABELS, 5, 1);
        List<Sample> asked = new ArrayList<>();
        for (int part = 0; part < 5; part++) {
            Split split = folds.without(part);
            assertThat(split.validation()).isEmpty();
            assertThat(split.training())
                    .doesNotContainAnyElementsOf(split.test())
                    .hasSize(80);
            assertThat(split.test()).filteredOn(s -> s.photo().label() == 0).hasSize(10);
            asked.addAll(split.test());
        }
        assertThat(asked).containsExactlyInAnyOrderElementsOf(samples);
        assertThat(folds.whole().training()).containsExactlyInAnyOrderElementsOf(samples);
    }

    @Test
    void keepsLookAlikesTogether() {
        List<Sample> samples = new ArrayList<>(samples(40));
        for (int i = 0; i < 4; i++) {
            samples.add(sample(1000 + i, 0, samples.getFirst().look()));
        }
        Folds folds = Folds.of(samples, LABELS, 5, 3);
        long look = samples.getFirst().look();
        assertThat(folds.parts())
                .filteredOn(part -> part.stream().anyMatch(s -> s.look() == look))
                .hasSize(1);
    }

    @Test
    void hangsOnSeedAndContentAlone() {
        List<Sample> samples = samples(60);
        List<Sample> shuffled = new ArrayList<>(samples);
        Collections.shuffle(shuffled, new Random(9));
        assertThat(Folds.of(shuffled, LABELS, 4, 1)).isEqualTo(Folds.of(samples, LABELS, 4, 1));
        assertThat(Folds.of(samples, LABELS, 4, 2)).isNotEqualTo(Folds.of(samples, LABELS, 4, 1));
    }

    @Test
    void refusesMorePartsThanAClassHasDifferentPhotos() {
        assertThatThrownBy(() -> Folds.of(samples(6), LABELS, 4, 1))
                .isInstanceOf(Failure.BadDataset.class)
                .hasMessage(
                        "dataset.folds: class ale has too few different photos for 4 parts. Add some, or set fewer.");
    }

    /// Looks that differ in about half of their bits.
    private static List<Sample> samples(int count) {
        Random random = new Random(5);
        List<Sample> samples = new ArrayList<>();
        HashSet<Long> looks = new HashSet<>();
        while (samples.size() < count) {
            long look = random.nextLong();
            if (looks.add(look)) {
                samples.add(sample(samples.size(), samples.size() % 2, look));
            }
        }
        return samples;
    }

    private static Sample sample(int index, int label, long look) {
        return new Sample(new LabelledPhoto(Path.of(index + ".jpg"), label), "%064x".formatted(index * 7919L), look);
    }
}
