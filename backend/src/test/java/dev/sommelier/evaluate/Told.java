package dev.sommelier.evaluate;

import java.util.ArrayList;
import java.util.List;

/// Predictions and answers written down by hand.
final class Told {
    private Told() {}

    /// Six photos of three classes; the fourth and the last are mistaken.
    static Predictions six() {
        return predictions(
                new int[] {0, 0, 1, 1, 2, 2},
                new float[] {0.8f, 0.1f, 0.1f},
                new float[] {0.6f, 0.3f, 0.1f},
                new float[] {0.2f, 0.7f, 0.1f},
                new float[] {0.5f, 0.4f, 0.1f},
                new float[] {0.05f, 0.05f, 0.9f},
                new float[] {0.1f, 0.55f, 0.35f});
    }

    static Predictions predictions(int[] truth, float[]... probabilities) {
        return new Predictions(List.of(probabilities), boxed(truth));
    }

    static Answers answers(int[] truth, float[]... logits) {
        return new Answers(List.of(logits), boxed(truth));
    }

    /// Logits of two classes for photos that are all of the first; true is a right answer.
    static List<float[]> rights(boolean... right) {
        List<float[]> logits = new ArrayList<>();
        for (boolean each : right) {
            logits.add(each ? new float[] {1, 0} : new float[] {0, 1});
        }
        return logits;
    }

    static List<Integer> boxed(int... values) {
        List<Integer> boxed = new ArrayList<>();
        for (int value : values) {
            boxed.add(value);
        }
        return boxed;
    }
}
