package dev.sommelier.inference;

import java.util.Arrays;

/// What the network answers to a batch of N images.
///
/// @param logits `(N, C)`
/// @param embedding `(N, D)`
/// @param activation `(N, C, side, side)`
public record Outputs(int count, float[] logits, float[] embedding, float[] activation) {

    public float[] logits(int image) {
        return part(logits, image);
    }

    public float[] embedding(int image) {
        return part(embedding, image);
    }

    public float[] activation(int image) {
        return part(activation, image);
    }

    private float[] part(float[] all, int image) {
        int size = all.length / count;
        return Arrays.copyOfRange(all, image * size, (image + 1) * size);
    }
}
