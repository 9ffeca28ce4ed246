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
final class ReferenceFile {
    /// Half floats for 100,000 photos at 1024 each are smaller.
    private static final long MAX_BYTES = 256L << 20;

    private ReferenceFile() {}

    /// @throws dev.sommelier.failure.Failure.BadBundle that names the file and what is wrong with it
    static EmbeddingGaussian read(Bundle bundle) {
        Path file = bundle.folder().resolve(Bundle.REFERENCE);
        if (!bundle.card().sha256().containsKey(Bundle.REFERENCE)) {
            throw Bundle.bad(
                    bundle.folder().resolve(Bundle.CARD), "states familiarity, and no sha256 for " + Bundle.REFERENCE);
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw Bundle.bad(file, "is larger than %,d bytes".formatted(MAX_BYTES));
            }
            return gaussian(bundle, Safetensors.read(file));
        } catch (IOException | IllegalArgumentException e) {
            throw Bundle.bad(file, e.getMessage());
        }
    }

    private static EmbeddingGaussian gaussian(Bundle bundle, Weights tensors) {
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
        checkLabels(label.values(), bundle.card().labels().size());
        try {
            return new EmbeddingGaussian(IntStream.range(0, shape.getFirst())
                    .mapToObj(row -> Arrays.copyOfRange(embedding.values(), row * width, (row + 1) * width))
                    .toList());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("tensor embedding cannot be used: " + e.getMessage(), e);
        }
    }

    private static void checkEmbeddings(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("tensor embedding holds " + value);
            }
        }
    }

    private static void checkLabels(float[] labels, int classes) {
        for (float label : labels) {
            if (!(label >= 0 && label < classes) || label != (int) label) {
                throw new IllegalArgumentException(
                        "tensor label holds %s, and there are %d classes from 0".formatted(label, classes));
            }
        }
    }
}
