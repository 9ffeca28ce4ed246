package dev.sommelier.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Perceptual hashes in groups: from each one of a group to each other one there is a way over others, in steps of
/// at most [#ALIKE] bits. Time grows with the hashes, not with their pairs, unless most of them share a part.
final class Resemblance {
    /// Bits that may differ between copies of one picture.
    private static final int ALIKE = 3;

    /// Hashes that differ in no more than [#ALIKE] bits are the same in at least one of so many parts.
    private static final int PARTS = ALIKE + 1;

    private static final int PART_BITS = Long.SIZE / PARTS;

    /// One step from each hash to the one that stands for its group; that one is not in it.
    private final Map<Long, Long> steps = new HashMap<>();

    /// Hashes by a part and its place.
    private final Map<Integer, List<Long>> byPart = new HashMap<>();

    private Resemblance() {}

    /// Photos that look alike, in the given order; groups in the order of their first photos.
    static List<List<Sample>> groups(List<Sample> samples) {
        Resemblance looks = new Resemblance();
        samples.stream().mapToLong(Sample::look).distinct().forEach(looks::add);
        return List.copyOf(samples.stream()
                .collect(Collectors.groupingBy(
                        sample -> looks.leader(sample.look()), LinkedHashMap::new, Collectors.toList()))
                .values());
    }

    private void add(long look) {
        for (int part = 0; part < PARTS; part++) {
            // The place is above the part's own bits, so that one map does for all places.
            int bits = (int) (look >>> (part * PART_BITS)) & ((1 << PART_BITS) - 1);
            int key = (part << PART_BITS) | bits;
            List<Long> sharing = byPart.computeIfAbsent(key, _ -> new ArrayList<>());
            for (long other : sharing) {
                if (Long.bitCount(look ^ other) <= ALIKE) {
                    join(leader(look), leader(other));
                }
            }
            sharing.add(look);
        }
    }

    private void join(long one, long other) {
        if (one != other) {
            steps.put(one, other);
        }
    }

    /// Halves the way while it goes.
    private long leader(long look) {
        long at = look;
        while (next(at) != at) {
            steps.put(at, next(next(at)));
            at = next(at);
        }
        return at;
    }

    private long next(long look) {
        return steps.getOrDefault(look, look);
    }
}
