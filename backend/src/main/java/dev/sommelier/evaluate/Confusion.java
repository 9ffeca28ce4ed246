package dev.sommelier.evaluate;

import java.util.List;
import java.util.stream.IntStream;

/// Photos by true class (row) and predicted class (column).
public record Confusion(List<List<Integer>> counts) {

    public static Confusion of(Predictions predictions) {
        int[][] counts = new int[predictions.classes()][predictions.classes()];
        for (int i = 0; i < predictions.size(); i++) {
            counts[predictions.truth().get(i)][predictions.predicted(i)]++;
        }
        return new Confusion(IntStream.range(0, counts.length)
                .mapToObj(c -> IntStream.of(counts[c]).boxed().toList())
                .toList());
    }

    public int classes() {
        return counts.size();
    }

    public int count(int truth, int predicted) {
        return counts.get(truth).get(predicted);
    }

    /// Photos that are of the class.
    public int support(int ofClass) {
        return counts.get(ofClass).stream().mapToInt(Integer::intValue).sum();
    }

    /// Photos that are thought to be of the class.
    public int predicted(int ofClass) {
        return counts.stream().mapToInt(row -> row.get(ofClass)).sum();
    }

    public int right() {
        return IntStream.range(0, classes()).map(c -> count(c, c)).sum();
    }
}
