package dev.sommelier.dataset;

import java.util.ArrayList;
import java.util.List;

/// A side of a split in the making.
final class SplitSide {
    private final List<Sample> samples = new ArrayList<>();
    private final int[] counts;

    /// @param labels how many classes there are
    SplitSide(int labels) {
        counts = new int[labels];
    }

    /// Photos of a class that are on this side.
    int count(int label) {
        return counts[label];
    }

    void add(List<Sample> group) {
        samples.addAll(group);
        group.forEach(sample -> counts[sample.photo().label()]++);
    }

    /// In the order of the files' content; copies of one file in one class stay in theirs.
    List<Sample> sorted() {
        return samples.stream().sorted(Split.CONTENT).toList();
    }
}
