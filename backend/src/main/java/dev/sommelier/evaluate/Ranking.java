package dev.sommelier.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// What each threshold of a score lets through, from the strictest to the laxest.
///
/// @param steps one for each different score; before the first nothing is let through
/// @param positives cases that ought to be let through
/// @param negatives all others
record Ranking(List<Step> steps, int positives, int negatives) {

    /// @param truePositives cases let through rightly
    /// @param falsePositives cases let through wrongly
    record Step(double threshold, int truePositives, int falsePositives) {}

    /// Cases of equal score are let through together: no threshold tells them apart.
    static Ranking of(double[] scores, IntPredicate positive) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<Step> steps = new ArrayList<>();
        int right = 0;
        for (int i = 0; i < order.length; i++) {
            right += positive.test(order[i]) ? 1 : 0;
            double score = scores[order[i]];
            if (i + 1 == order.length || scores[order[i + 1]] != score) {
                steps.add(new Step(score, right, i + 1 - right));
            }
        }
        return new Ranking(steps, right, order.length - right);
    }
}
