package dev.sommelier.dataset;

import dev.sommelier.failure.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/// Photos to learn from, to choose by, and to judge by once at the end.
///
/// Each class is shared out in the same proportions. Photos that look alike stay on one side, so that nothing the
/// network learnt by heart is asked for later. The same photos and seed give the same split on every machine;
/// [SplitManifest] keeps it for when photos are added.
public record Split(List<Sample> training, List<Sample> validation, List<Sample> test) {
    /// Bits of the perceptual hash that may differ between copies of one picture.
    private static final int ALIKE = 3;

    /// The label tells copies apart that lie in two classes.
    static final Comparator<Sample> CONTENT = Comparator.comparing(Sample::sha256)
            .thenComparingInt(sample -> sample.photo().label());

    /// @param labels names of the classes, by their index
    /// @param share part of the photos, each of validation and test; between 0.05 and 0.4
    /// @throws Failure.BadDataset if a class has too few photos to be on all three sides
    public static Split of(List<Sample> samples, List<String> labels, double share, long seed) {
        Split split = new Split(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<List<Sample>> groups = groups(samples);
        for (int label = 0; label < labels.size(); label++) {
            int wanted = label;
            List<List<Sample>> ofClass = groups.stream()
                    .filter(group -> group.getFirst().photo().label() == wanted)
                    .collect(Collectors.toCollection(ArrayList::new));
            Collections.shuffle(ofClass, new Random(seed * 31 + label));
            int count = (int) Math.round(share * size(ofClass));
            // Likeness chains, so hundreds of nearly white pictures may come to one group. It is not to fill a side
            // that is judged by: what is larger than a side is left for training. The order is else kept.
            ofClass.sort(Comparator.comparing(group -> group.size() > count));
            split.take(ofClass, count);
        }
        split.check(labels);
        return split;
    }

    private void take(List<List<Sample>> groups, int count) {
        for (List<Sample> group : groups) {
            long label = group.getFirst().photo().label();
            if (ofClass(test, label) < count) {
                test.addAll(group);
            } else if (ofClass(validation, label) < count) {
                validation.addAll(group);
            } else {
                training.addAll(group);
            }
        }
    }

    private static long ofClass(List<Sample> side, long label) {
        return side.stream().filter(sample -> sample.photo().label() == label).count();
    }

    private void check(List<String> labels) {
        for (int label = 0; label < labels.size(); label++) {
            for (List<Sample> side : List.of(training, validation, test)) {
                if (ofClass(side, label) == 0) {
                    throw new Failure.BadDataset(
                            "dataset.path: class %s has too few different photos for training, validation and test. Add some."
                                    .formatted(labels.get(label)));
                }
            }
        }
    }

    private static int size(List<List<Sample>> groups) {
        return groups.stream().mapToInt(List::size).sum();
    }

    /// Groups of photos that look alike, in an order that hangs on the files' content alone. From each photo of a
    /// group to each other one there is a way in steps of at most [#ALIKE] bits.
    private static List<List<Sample>> groups(List<Sample> samples) {
        List<List<Sample>> groups = new ArrayList<>();
        samples.stream().sorted(CONTENT).forEach(sample -> join(sample, groups));
        return groups;
    }

    /// A photo that looks like several groups makes them one.
    private static void join(Sample sample, List<List<Sample>> groups) {
        List<List<Sample>> alike = groups.stream()
                .filter(group -> group.stream().anyMatch(other -> alike(sample, other)))
                .toList();
        if (alike.isEmpty()) {
            groups.add(new ArrayList<>(List.of(sample)));
            return;
        }
        List<Sample> joined = alike.getFirst();
        joined.add(sample);
        for (List<Sample> other : alike.subList(1, alike.size())) {
            joined.addAll(other);
            other.clear();
        }
        groups.removeIf(List::isEmpty);
    }

    private static boolean alike(Sample a, Sample b) {
        return Long.bitCount(a.look() ^ b.look()) <= ALIKE;
    }
}
