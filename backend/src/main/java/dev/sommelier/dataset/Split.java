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
/// network learnt by heart is asked for later. The same photos and seed give the same split on every machine.
public record Split(List<Sample> training, List<Sample> validation, List<Sample> test) {
    /// Bits of the perceptual hash that may differ between copies of one picture.
    private static final int ALIKE = 3;

    /// @param share part of the photos, each of validation and test; between 0.05 and 0.4
    /// @throws Failure.BadDataset if a class has too few photos to be on all three sides
    public static Split of(List<Sample> samples, int classes, double share, long seed) {
        Split split = new Split(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<List<Sample>> groups = groups(samples);
        for (int label = 0; label < classes; label++) {
            int wanted = label;
            List<List<Sample>> ofClass = groups.stream()
                    .filter(group -> group.getFirst().photo().label() == wanted)
                    .collect(Collectors.toCollection(ArrayList::new));
            Collections.shuffle(ofClass, new Random(seed * 31 + label));
            split.take(ofClass, (int) Math.round(share * size(ofClass)));
        }
        split.check(classes);
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

    private void check(int classes) {
        for (int label = 0; label < classes; label++) {
            for (List<Sample> side : List.of(training, validation, test)) {
                if (ofClass(side, label) == 0) {
                    throw new Failure.BadDataset(
                            "dataset.path: class %d has too few different photos for training, validation and test. Add some."
                                    .formatted(label));
                }
            }
        }
    }

    private static int size(List<List<Sample>> groups) {
        return groups.stream().mapToInt(List::size).sum();
    }

    /// Groups of photos that look alike, largest hash distance [#ALIKE], in an order that hangs on the files'
    /// content alone.
    private static List<List<Sample>> groups(List<Sample> samples) {
        List<Sample> ordered =
                samples.stream().sorted(Comparator.comparing(Sample::sha256)).toList();
        List<List<Sample>> groups = new ArrayList<>();
        for (Sample sample : ordered) {
            groups.stream()
                    .filter(group -> group.stream().anyMatch(other -> alike(sample, other)))
                    .findFirst()
                    .orElseGet(() -> {
                        List<Sample> fresh = new ArrayList<>();
                        groups.add(fresh);
                        return fresh;
                    })
                    .add(sample);
        }
        return groups;
    }

    private static boolean alike(Sample a, Sample b) {
        return Long.bitCount(a.look() ^ b.look()) <= ALIKE;
    }
}
