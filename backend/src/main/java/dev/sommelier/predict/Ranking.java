package dev.sommelier.predict;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Classes by probability, highest first; classes of equal probability stay in the model's order.
final class Ranking {

    private Ranking() {}

    /// @param top most indices that are given
    static int[] of(float[] probabilities, int top) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -probabilities[i]))
                .mapToInt(Integer::intValue)
                .limit(top)
                .toArray();
    }
}
