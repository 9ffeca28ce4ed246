package dev.sommelier.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
    private static final List<String> LABELS = List.of("beer", "whiskey", "wine");

    /// So many photos of each class, all different.
    private static List<Sample> samples(int... counts) {
        SplittableRandom random = new SplittableRandom(1);
        List<Sample> samples = new ArrayList<>();
        for (int label = 0; label < counts.length; label++) {
            for (int i = 0; i < counts[label]; i++) {
                samples.add(Photos.sample(
                        "%d/%d.jpg".formatted(label, i), label, hex(random.nextLong()), random.nextLong()));
            }
        }
        return samples;
    }

    private static String hex(long value) {
        return "%016x".formatted(value);
    }

    @Test
    void sharesOutEachClassInTheSameProportions() {
        List<Sample> samples = samples(100, 60, 41);
        Split split = Split.of(samples, LABELS, 0.15, 1);
        assertThat(counts(split.test())).containsExactly(15, 9, 6);
        assertThat(counts(split.validation())).containsExactly(15, 9, 6);
        assertThat(counts(split.training())).containsExactly(70, 42, 29);
    }

    @Test
    void eachPhotoIsOnOneSide() {
        List<Sample> samples = samples(30, 30, 30);
        Split split = Split.of(samples, LABELS, 0.2, 1);
        assertThat(Stream.of(split.training(), split.validation(), split.test()).flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(samples);
    }

    @Test
    void theSamePhotosAreSplitAlikeUnderOtherNamesAndInAnotherOrder() {
        List<Sample> samples = samples(40, 30, 20);
        List<Sample> others = new ArrayList<>(samples.stream()
                .map(s -> Photos.sample("elsewhere/" + s.look(), s.photo().label(), s.sha256(), s.look()))
                .toList());
        Collections.shuffle(others, new Random(9));
        assertThat(content(Split.of(others, LABELS, 0.2, 1))).isEqualTo(content(Split.of(samples, LABELS, 0.2, 1)));
    }

    @Test
    void copiesInTwoClassesDoNotMakeTheSplitHangOnTheOrder() {
        List<Sample> samples = samples(10, 10, 10);
        for (Sample beer : List.copyOf(samples.subList(0, 6))) {
            samples.add(Photos.sample("copy", 1, beer.sha256(), beer.look()));
        }
        assertThat(content(Split.of(samples.reversed(), LABELS, 0.2, 1)))
                .isEqualTo(content(Split.of(samples, LABELS, 0.2, 1)));
    }

    @Test
    void anotherSeedGivesAnotherSplit() {
        List<Sample> samples = samples(40, 30, 20);
        assertThat(content(Split.of(samples, LABELS, 0.2, 2))).isNotEqualTo(content(Split.of(samples, LABELS, 0.2, 1)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 0b1, 0b101, 1L << 63 | 0b11})
    void photosThatLookAlikeAreOnOneSideAlsoAcrossClasses(long difference) {
        List<Sample> samples = samples(40, 40, 40);
        SplittableRandom random = new SplittableRandom(2);
        for (Sample original : List.copyOf(samples.subList(20, 60))) {
            samples.add(Photos.sample("copy", random.nextInt(3), hex(random.nextLong()), original.look() ^ difference));
        }
        Split split = Split.of(samples, LABELS, 0.2, 1);
        for (Sample original : samples.subList(20, 60)) {
            assertThat(sidesWith(split, original.look(), original.look() ^ difference))
                    .isEqualTo(1);
        }
    }

    /// Two photos that differ, and one between them that looks like both, in every order of the files' content.
    @ParameterizedTest
    @ValueSource(strings = {"012", "021", "102", "120", "201", "210"})
    void likenessReachesAcrossAThirdPhoto(String order) {
        for (long seed = 0; seed < 30; seed++) {
            List<Sample> samples = samples(10, 10, 10);
            long[] looks = {0x0F0F_0F0FL, 0x0F0F_0F0FL ^ 0b111, 0x0F0F_0F0FL ^ 0b111111};
            for (int i = 0; i < looks.length; i++) {
                samples.add(Photos.sample("near", i, order.charAt(i) + hex(i), looks[i]));
            }
            assertThat(sidesWith(Split.of(samples, LABELS, 0.2, seed), looks)).isEqualTo(1);
        }
    }

    @Test
    void photosThatDifferInFourBitsAreShared() {
        long seedsThatPartThem = LongStream.range(0, 30)
                .filter(seed -> {
                    List<Sample> samples = samples(10, 10, 10);
                    samples.add(Photos.sample("a", 0, "a", 0));
                    samples.add(Photos.sample("b", 0, "b", 0b1111));
                    return sidesWith(Split.of(samples, LABELS, 0.2, seed), 0, 0b1111) == 2;
                })
                .count();
        assertThat(seedsThatPartThem).isPositive();
    }

    /// Hundreds of nearly white pictures may be alike in a chain.
    @Test
    void aGroupLargerThanASideIsLeftForTraining() {
        for (long seed = 0; seed < 20; seed++) {
            List<Sample> samples = samples(100, 60, 60);
            for (int i = 0; i < 50; i++) {
                samples.add(Photos.sample("white " + i, 0, hex(i), 0));
            }
            Split split = Split.of(samples, LABELS, 0.15, seed);
            assertThat(split.training()).filteredOn(s -> s.look() == 0).hasSize(50);
            assertThat(counts(split.test())).containsExactly(23, 9, 9);
            assertThat(counts(split.validation())).containsExactly(23, 9, 9);
        }
    }

    @Test
    void refusesAClassWithTooFewPhotosByItsName() {
        assertRefused(samples(20, 2, 20), "whiskey");
        assertRefused(samples(20, 20), "wine");
    }

    @Test
    void refusesAClassOfOnePhotoCopiedManyTimes() {
        List<Sample> samples = samples(20, 20, 0);
        for (int i = 0; i < 20; i++) {
            samples.add(Photos.sample(i + ".jpg", 2, hex(i), 5));
        }
        assertRefused(samples, "wine");
    }

    private static void assertRefused(List<Sample> samples, String label) {
        assertThatThrownBy(() -> Split.of(samples, LABELS, 0.2, 1))
                .isInstanceOf(Failure.BadDataset.class)
                .hasMessage(
                        "dataset.path: class %s has too few different photos for training, validation and test. Add some.",
                        label);
    }

    private static List<Integer> counts(List<Sample> side) {
        return Stream.of(0, 1, 2)
                .map(label -> Math.toIntExact(
                        side.stream().filter(s -> s.photo().label() == label).count()))
                .toList();
    }

    /// The files' hashes on each side, with their labels.
    private static List<List<String>> content(Split split) {
        return Stream.of(split.training(), split.validation(), split.test())
                .map(side -> side.stream()
                        .map(s -> s.sha256() + " " + s.photo().label())
                        .sorted()
                        .toList())
                .toList();
    }

    /// On how many sides there are photos with one of these looks.
    private static long sidesWith(Split split, long... looks) {
        Set<Long> wanted = LongStream.of(looks).boxed().collect(Collectors.toSet());
        return Stream.of(split.training(), split.validation(), split.test())
                .filter(side -> side.stream().anyMatch(s -> wanted.contains(s.look())))
                .count();
    }
}
