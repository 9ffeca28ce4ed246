package dev.sommelier.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResemblanceTest {

    /// Hashes around a few centres, so that there are groups of every size, and chains.
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 6, 8, 10})
    void groupsAreThoseOfComparingEachWithEach(int spread) {
        List<Sample> samples = samples(600, 40, spread);
        List<List<Sample>> groups = Resemblance.groups(samples);
        assertThat(groups).containsExactlyElementsOf(compared(samples));
        assertThat(groups).hasSizeBetween(2, 599);
    }

    @Test
    void manyPhotosTakeLittleTime() {
        List<Sample> samples = samples(50_000, 45_000, 3);
        List<List<Sample>> groups =
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Resemblance.groups(samples));
        assertThat(groups).hasSizeBetween(1000, 49_999);
    }

    /// @param spread bits that are turned at random
    private static List<Sample> samples(int count, int centres, int spread) {
        SplittableRandom random = new SplittableRandom(spread);
        long[] middles = random.longs(centres).toArray();
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long look = middles[random.nextInt(centres)];
            for (int bit = 0; bit < spread; bit++) {
                look ^= random.nextBoolean() ? 1L << random.nextInt(64) : 0;
            }
            samples.add(Photos.sample(i + ".jpg", 0, "%016x".formatted(i), look));
        }
        return samples;
    }

    private static List<List<Sample>> compared(List<Sample> samples) {
        List<List<Sample>> groups = new ArrayList<>();
        Set<Sample> left = new HashSet<>(samples);
        for (Sample first : samples) {
            if (left.contains(first)) {
                Set<Sample> group = reached(first, left);
                left.removeAll(group);
                groups.add(samples.stream().filter(group::contains).toList());
            }
        }
        return groups;
    }

    private static Set<Sample> reached(Sample first, Set<Sample> among) {
        Set<Sample> reached = new HashSet<>(Set.of(first));
        List<Sample> next = new ArrayList<>(List.of(first));
        while (!next.isEmpty()) {
            Sample at = next.removeLast();
            among.stream()
                    .filter(other -> Long.bitCount(at.look() ^ other.look()) <= 3)
                    .filter(reached::add)
                    .forEach(next::add);
        }
        return reached;
    }
}
