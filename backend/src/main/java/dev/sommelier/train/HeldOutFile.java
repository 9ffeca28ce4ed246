package dev.sommelier.train;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.evaluate.Answers;
import dev.sommelier.evaluate.HeldOut;
import dev.sommelier.failure.Failure;
import dev.sommelier.network.Safetensors;
import dev.sommelier.network.Tensor;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Answers to held-out photos on disk, so that an interrupted run need not learn that part again.
///
/// @param file may not be there yet
record HeldOutFile(Path file) {
    private static final String LOGITS = "logits";
    private static final String MIRRORED = "flip_averaged";
    private static final String FAMILIAR = "familiar";
    private static final String FOREIGN = "foreign";
    private static final String INT8 = "int8";

    /// Durable when it returns.
    ///
    /// @throws IOException if the disk does not take it; there is no file then, or the one that was there
    void write(HeldOut heldOut) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(LOGITS, rows(heldOut.answers().logits()));
        tensors.put(MIRRORED, rows(heldOut.flipAveraged().logits()));
        heldOut.int8()
                .ifPresent(bytes ->
                        put(tensors, INT8, new double[] {bytes.loss(), bytes.agreement(), bytes.difference()}));
        put(tensors, FAMILIAR, heldOut.familiar());
        put(tensors, FOREIGN, heldOut.foreign());
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " lies in no folder");
        }
        Path aside = Files.createTempFile(folder, ".writing-", "");
        try {
            Checkpoints.durable(aside, Safetensors.writeExact(new Weights(tensors)));
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            Checkpoints.sync(folder);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private static Tensor rows(List<float[]> rows) {
        int width = rows.getFirst().length;
        float[] values = new float[rows.size() * width];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, values, i * width, width);
        }
        return new Tensor(List.of(rows.size(), width), values);
    }

    /// A tensor of no values is left out.
    private static void put(Map<String, Tensor> tensors, String name, double[] values) {
        if (values.length > 0) {
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            tensors.put(name, new Tensor(List.of(floats.length), floats));
        }
    }

    /// @param photos that were asked about, in the same order
    /// @throws Failure.BadBundle if it was damaged since
    HeldOut read(List<LabelledPhoto> photos) {
        Weights tensors = tensors();
        double[] bytes = values(tensors, INT8);
        if (!tensors.has(LOGITS) || tensors.get(LOGITS).shape().getFirst() != photos.size()) {
            throw new Failure.BadBundle(file.toString(), "holds answers to other photos. Start the run anew.");
        }
        return new HeldOut(
                photos,
                answers(tensors.get(LOGITS), photos),
                answers(tensors.get(MIRRORED), photos),
                values(tensors, FAMILIAR),
                values(tensors, FOREIGN),
                bytes.length == 0 ? Optional.empty() : Optional.of(new HeldOut.InBytes(bytes[0], bytes[1], bytes[2])));
    }

    private Weights tensors() {
        try {
            return Safetensors.read(file);
        } catch (IOException e) {
            throw new Failure.BadBundle(
                    file.toString(), "cannot be resumed from (%s). Start the run anew.".formatted(e.getMessage()));
        }
    }

    private static Answers answers(Tensor rows, List<LabelledPhoto> photos) {
        int width = rows.shape().getLast();
        List<float[]> logits = new ArrayList<>();
        for (int i = 0; i < photos.size(); i++) {
            float[] row = new float[width];
            System.arraycopy(rows.values(), i * width, row, 0, width);
            logits.add(row);
        }
        return new Answers(logits, photos.stream().map(LabelledPhoto::label).toList());
    }

    private static double[] values(Weights tensors, String name) {
        if (!tensors.has(name)) {
            return new double[0];
        }
        float[] floats = tensors.get(name).values();
        double[] values = new double[floats.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = floats[i];
        }
        return values;
    }
}
