package dev.sommelier.model;

import dev.sommelier.network.Safetensors;
import dev.sommelier.network.Tensor;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// [Bundle#REFERENCE], checked.
///
/// @param file where it lies
/// @param width of an embedding
/// @param embeddings `(N, D)`, finite, row by row; N is at least 1
/// @param labels `(N)`, indices into the labels of the model
record ReferenceFile(Path file, int width, float[] embeddings, int[] labels) {
    /// Half floats for 100,000 photos at 1024 each are smaller.
    private static final long MAX_BYTES = 256L << 20;

    /// @throws dev.sommelier.failure.Failure.BadBundle that names the file and what is wrong with it
    static ReferenceFile read(Bundle bundle) {
        Path file = bundle.folder().resolve(Bundle.REFERENCE);
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw Bundle.bad(file, "is larger than %,d bytes".formatted(MAX_BYTES));
            }
            return of(bundle, file, Safetensors.read(file));
        } catch (IOException | IllegalArgumentException e) {
            throw Bundle.bad(file, e.getMessage());
        }
    }

    private static ReferenceFile of(Bundle bundle, Path file, Weights tensors) {
        int width = bundle.weights().get("fc.weight").shape().getLast();
        Tensor embedding = tensors.get("embedding");
        Tensor label = tensors.get("label");
        List<Integer> shape = embedding.shape();
        if (shape.size() != 2 || shape.getFirst() < 1 || shape.getLast() != width) {
            throw new IllegalArgumentException(
                    "tensor embedding has shape %s, and needs (N, %d) with N at least 1".formatted(shape, width));
        }
        if (!label.shape().equals(List.of(shape.getFirst()))) {
            throw new IllegalArgumentException(
                    "tensor label has shape %s, and embedding has %d rows".formatted(label.shape(), shape.getFirst()));
        }
        checkEmbeddings(embedding.values());
        int[] labels = labels(label.values(), bundle.card().labels().size());
        return new ReferenceFile(file, width, embedding.values(), labels);
    }

    /// Photos in it.
    int count() {
        return labels.length;
    }

    /// @throws dev.sommelier.failure.Failure.BadBundle if the embeddings are all alike
    EmbeddingGaussian gaussian() {
        try {
            return new EmbeddingGaussian(IntStream.range(0, count())
                    .mapToObj(row -> Arrays.copyOfRange(embeddings, row * width, (row + 1) * width))
                    .toList());
        } catch (IllegalArgumentException e) {
            throw Bundle.bad(file, "tensor embedding cannot be used: " + e.getMessage());
        }
    }

    private static void checkEmbeddings(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("tensor embedding holds " + value);
            }
        }
    }

    private static int[] labels(float[] values, int classes) {
        int[] labels = new int[values.length];
        for (int i = 0; i < labels.length; i++) {
            float label = values[i];
            if (!(label >= 0 && label < classes) || label != (int) label) {
                throw new IllegalArgumentException(
                        "tensor label holds %s, and there are %d classes from 0".formatted(label, classes));
            }
            labels[i] = (int) label;
        }
        return labels;
    }
}
