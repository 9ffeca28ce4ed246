package dev.sommelier.evaluate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/// Accuracy on the same photos made worse.
///
/// @param photos asked at each strength
/// @param right photos answered right, by strength from 0 on
public record Robustness(int photos, Map<Corruption, List<Integer>> right) {

    /// @param clean the class predicted for each photo as it is
    /// @param corrupted the classes predicted for each photo, by strength from 1 on
    static Robustness of(List<Integer> clean, List<Map<Corruption, List<Integer>>> corrupted, List<Integer> truth) {
        Map<Corruption, List<Integer>> right = new EnumMap<>(Corruption.class);
        for (Corruption corruption : Corruption.values()) {
            List<Integer> counts = new ArrayList<>(List.of(right(truth, clean::get)));
            for (int s = 0; s < Corruption.STRENGTHS; s++) {
                int strength = s;
                counts.add(right(
                        truth,
                        photo -> corrupted
                                .get(photo)
                                .getOrDefault(corruption, List.of())
                                .get(strength)));
            }
            right.put(corruption, counts);
        }
        return new Robustness(truth.size(), right);
    }

    private static int right(List<Integer> truth, IntUnaryOperator predicted) {
        int right = 0;
        for (int i = 0; i < truth.size(); i++) {
            right += predicted.applyAsInt(i) == truth.get(i) ? 1 : 0;
        }
        return right;
    }

    /// @param strength 0 to [Corruption#STRENGTHS]
    public double accuracy(Corruption corruption, int strength) {
        return (double) right.getOrDefault(corruption, List.of()).get(strength) / photos;
    }

    /// Mean over all corruptions and strengths from 1 on.
    public double meanAccuracy() {
        double sum = 0;
        for (List<Integer> counts : right.values()) {
            sum += counts.stream()
                    .skip(1)
                    .mapToDouble(count -> (double) count / photos)
                    .sum();
        }
        return sum / (right.size() * Corruption.STRENGTHS);
    }
}
