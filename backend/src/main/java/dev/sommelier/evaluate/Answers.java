package dev.sommelier.evaluate;

import java.util.ArrayList;
import java.util.List;

/// Logits and true classes of photos, in the same order.
///
/// @param logits one `(C)` for each photo
/// @param truth class index of each photo
public record Answers(List<float[]> logits, List<Integer> truth) {

    public static Answers none() {
        return new Answers(new ArrayList<>(), new ArrayList<>());
    }

    public void add(float[] logits, int truth) {
        this.logits.add(logits);
        this.truth.add(truth);
    }

    public int size() {
        return truth.size();
    }
}
