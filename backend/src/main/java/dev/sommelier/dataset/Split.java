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
///
/// Each side is in the order of the files' content, whatever their names, and so is what the manifest gives.
public record Split(List<Sample> training, List<Sample> validation, List<Sample> test) {
    /// The label tells copies apart that lie in two classes.
    static final Comparator<Sample> CONTENT = Comparator.comparing(Sample::sha256)
            .thenComparingInt(sample -> sample.photo().label());

    /// @param labels names of the classes, by their index
    /// @param share part of the photos, each of validation and test; between 0.05 and 0.4
    /// @throws Failure.BadDataset if a class has too few photos to be on all three sides
    public static Split of(List<Sample> samples, List<String> labels, double share, long seed) {
        List<List<Sample>> groups =
                Resemblance.groups(samples.stream().sorted(CONTENT).toList());
        SplitSide training = new SplitSide(labels.size());
        SplitSide validation = new SplitSide(labels.size());
        SplitSide test = new SplitSide(labels.size());
        for (int label = 0; label < labels.size(); label++) {
            List<List<Sample>> ofClass = shuffled(groups, label, seed);
            int count = (int) Math.round(share * size(ofClass));
            // Likeness chains, so hundreds of nearly white pictures may come to one group. It is not to fill a side
            // that is judged by: what is larger than a side is left for training. The order is else kept.
            ofClass.sort(Comparator.comparing(group -> group.size() > count));
            for (List<Sample> group : ofClass) {
                boolean tested = test.count(label) >= count;
                boolean validated = validation.count(label) >= count;
                (tested ? validated ? training : validation : test).add(group);
            }
        }
        check(labels, List.of(training, validation, test));
        return new Split(training.sorted(), validation.sorted(), test.sorted());
    }

    private static void check(List<String> labels, List<SplitSide> sides) {
        for (int label = 0; label < labels.size(); label++) {
            for (SplitSide side : sides) {
                if (side.count(label) == 0) {
                    throw new Failure.BadDataset(
                            "dataset.path: class %s has too few different photos for training, validation and test. Add some."
                                    .formatted(labels.get(label)));
                }
            }
        }
    }

    /// Groups whose first photo is of a class.
    private static List<List<Sample>> shuffled(List<List<Sample>> groups, int label, long seed) {
        List<List<Sample>> ofClass = groups.stream()
                .filter(group -> group.getFirst().photo().label() == label)
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(ofClass, new Random(seed * 31 + label));
        return ofClass;
    }

    private static int size(List<List<Sample>> groups) {
        return groups.stream().mapToInt(List::size).sum();
    }
}
