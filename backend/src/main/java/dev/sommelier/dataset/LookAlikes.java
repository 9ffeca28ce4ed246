package dev.sommelier.dataset;

import dev.sommelier.dataset.Examination.Examined;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Groups of photos that show the same picture.
///
/// Every photo is compared with every other one, in `n² / 2` steps of some nanoseconds: 10,000 photos take
/// seconds.
final class LookAlikes {
    private final List<Examined> photos;
    private final int[] leader;

    /// @param photos two or more, in their order
    /// @param how each one that was seen in the group
    record Group(List<AuditPhoto> photos, Set<Likeness> how) {}

    private record Pair(int one, int other, Likeness how) {}

    private LookAlikes(List<Examined> photos) {
        this.photos = photos;
        this.leader = IntStream.range(0, photos.size()).toArray();
    }

    /// @param photos that were decoded
    static List<Group> among(List<Examined> photos) {
        return new LookAlikes(photos).groups();
    }

    private List<Group> groups() {
        List<Pair> pairs = IntStream.range(0, photos.size())
                .parallel()
                .boxed()
                .<Pair>mapMulti((one, found) -> {
                    for (int other = one + 1; other < photos.size(); other++) {
                        int second = other;
                        likeness(one, other).ifPresent(how -> found.accept(new Pair(one, second, how)));
                    }
                })
                .toList();
        pairs.forEach(pair -> leader[leader(pair.other)] = leader(pair.one));
        Map<Integer, Group> groups = new TreeMap<>();
        for (Pair pair : pairs) {
            group(groups, pair.one).how().add(pair.how);
        }
        IntStream.range(0, photos.size())
                .filter(i -> groups.containsKey(leader(i)))
                .forEach(i -> group(groups, i).photos().add(photos.get(i).photo()));
        return sorted(groups.values());
    }

    private Group group(Map<Integer, Group> groups, int photo) {
        return groups.computeIfAbsent(leader(photo), _ -> new Group(new ArrayList<>(), EnumSet.noneOf(Likeness.class)));
    }

    private static List<Group> sorted(Collection<Group> groups) {
        return groups.stream()
                .sorted((a, b) -> a.photos()
                        .getFirst()
                        .path()
                        .compareTo(b.photos().getFirst().path()))
                .toList();
    }

    private int leader(int photo) {
        int at = photo;
        while (leader[at] != at) {
            leader[at] = leader[leader[at]];
            at = leader[at];
        }
        return at;
    }

    private Optional<Likeness> likeness(int one, int other) {
        Examined a = photos.get(one);
        Examined b = photos.get(other);
        if (a.photo().sha256().equals(b.photo().sha256())) {
            return Optional.of(Likeness.SAME_FILE);
        }
        return a.views().flatMap(views -> b.views().flatMap(views::likeness));
    }
}
