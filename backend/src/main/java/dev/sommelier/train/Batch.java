package dev.sommelier.train;

import java.nio.FloatBuffer;

/// Views of photos and what is to be learnt of them.
///
/// @param images direct, float32 `(count, 3, side, side)`
/// @param targets probabilities `(count, classes)`, each row summing to 1
record Batch(int count, int side, FloatBuffer images, float[] targets) {
    int classes() {
        return targets.length / count;
    }
}
