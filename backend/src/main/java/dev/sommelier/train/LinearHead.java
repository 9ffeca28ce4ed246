package dev.sommelier.train;

import dev.sommelier.network.Tensor;
import java.util.Arrays;
import java.util.List;

/// A last layer.
///
/// @param values weights `(D)` and bias of each class, class by class
record LinearHead(int classes, double[] values) {

    /// Logits `(classes)` of an embedding `(D)`.
    float[] logits(float[] embedding) {
        float[] logits = new float[classes];
        for (int c = 0; c < classes; c++) {
            int row = c * (embedding.length + 1);
            double logit = values[row + embedding.length];
            for (int d = 0; d < embedding.length; d++) {
                logit += values[row + d] * embedding[d];
            }
            logits[c] = (float) logit;
        }
        return logits;
    }

    /// `(classes, D)`
    Tensor weight() {
        int width = values.length / classes - 1;
        float[] weight = new float[classes * width];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) values[i / width * (width + 1) + i % width];
        }
        return new Tensor(List.of(classes, width), weight);
    }

    /// `(classes)`
    Tensor bias() {
        int row = values.length / classes;
        float[] bias = new float[classes];
        for (int c = 0; c < classes; c++) {
            bias[c] = (float) values[(c + 1) * row - 1];
        }
        return new Tensor(List.of(classes), bias);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinearHead head && classes == head.classes && Arrays.equals(values, head.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
