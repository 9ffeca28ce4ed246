package dev.sommelier.dataset;

import dev.sommelier.failure.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Photos dealt into parts for cross-validation, each with like shares of every class: each part is judged once,
/// by a network that learnt from the others alone.
///
/// Photos that look alike are in one part. The same photos, count and seed give the same parts on every machine,
/// whatever the files' names.
///
/// @param parts each in the order of the files' content
/// @see <a href="https://www.ijcai.org/Proceedings/95-2/Papers/016.pdf">Kohavi, A Study of Cross-Validation and
///     Bootstrap</a>
public record Folds(List<List<Sample>> parts) {
    public Folds {
        parts = List.copyOf(parts);
    }

    /// @param labels names of the classes, by their index
    /// @param count 2 or more
    /// @throws Failure.BadDataset if a class has too few different photos for so many parts
    public static Folds of(List<Sample> samples, List<String> labels, int count, long seed) {
        List<SplitSide> parts =
                Stream.generate(() -> new SplitSide(labels.size())).limit(count).toList();
        List<List<Sample>> groups =
                Resemblance.groups(samples.stream().sorted(Split.CONTENT).toList());
        for (int label = 0; label < labels.size(); label++) {
            deal(groups, label, seed, parts);
        }
        check(labels, parts);
        return new Folds(parts.stream().map(SplitSide::sorted).toList());
    }

    /// Each group goes to the part that has fewest of the class; large ones first, so that small ones even them
    /// out.
    private static void deal(List<List<Sample>> groups, int label, long seed, List<SplitSide> parts) {
        List<List<Sample>> ofClass = groups.stream()
                .filter(group -> group.getFirst().photo().label() == label)
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.shuffle(ofClass, new Random(seed * 31 + label));
        ofClass.sort((a, b) -> Integer.compare(b.size(), a.size()));
        for (List<Sample> group : ofClass) {
            SplitSide fewest = parts.getFirst();
            for (SplitSide part : parts) {
                fewest = part.count(label) < fewest.count(label) ? part : fewest;
            }
            fewest.add(group);
        }
    }

    private static void check(List<String> labels, List<SplitSide> parts) {
        for (int label = 0; label < labels.size(); label++) {
            for (SplitSide part : parts) {
                if (part.count(label) == 0) {
                    throw new Failure.BadDataset(
                            "dataset.folds: class %s has too few different photos for %d parts. Add some, or set fewer."
                                    .formatted(labels.get(label), parts.size()));
                }
            }
        }
    }

    /// A part to judge by, and the others to learn from. Nothing is left to choose by.
    ///
    /// @param part 0 to below the count
    public Split without(int part) {
        List<Sample> others = IntStream.range(0, parts.size())
                .filter(i -> i != part)
                .mapToObj(parts::get)
                .flatMap(List::stream)
                .sorted(Split.CONTENT)
                .toList();
        return new Split(others, List.of(), parts.get(part));
    }

    /// Every photo to learn from.
    public Split whole() {
        List<Sample> all =
                parts.stream().flatMap(List::stream).sorted(Split.CONTENT).toList();
        return new Split(all, List.of(), List.of());
    }
}
