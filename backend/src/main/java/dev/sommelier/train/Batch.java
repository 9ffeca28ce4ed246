package dev.sommelier.train;

import java.nio.FloatBuffer;

/// Views of photos and what they show.
///
/// @param images direct, float32 `(count, 3, side, side)`
/// @param labels class index of each
record Batch(FloatBuffer images, int[] labels, int side) {
    int count() {
        return labels.length;
    }
}
