package dev.sommelier.inference;

import ai.djl.Device;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import dev.sommelier.failure.Failure;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.ModelCard.Int8.Range;
import dev.sommelier.network.BatchNormFolding;
import dev.sommelier.network.OnnxWriter;
import dev.sommelier.network.Quantisation;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedCollection;
import java.util.TreeMap;

/// What the values of a network lie between, for its run in whole numbers: the mean over photos of the least and
/// of the greatest number in each photo. One photo out of the ordinary then does not make the steps coarse for
/// all.
public final class Int8Ranges {
    private final SequencedCollection<String> values;
    private final double[] low;
    private final double[] high;
    private int photos;

    private Int8Ranges(SequencedCollection<String> values) {
        this.values = values;
        this.low = new double[values.size()];
        this.high = new double[values.size()];
    }

    /// Runs the bundle's network in floats; the engine gives out two numbers for each value and nothing more.
    ///
    /// @param photos direct buffers of network input, float32 `(3, H, W)` from their start, at least one; the same
    ///     buffer may come again with another photo in it
    /// @param threads of each forward pass
    /// @param folder for a file that is removed again
    /// @throws Failure.CannotStart if the engine cannot load the network
    public static Map<String, Range> of(Bundle bundle, Iterable<FloatBuffer> photos, int threads, Path folder)
            throws IOException {
        BatchNormFolding.Folded folded = BatchNormFolding.fold(bundle.graph(), bundle.weights());
        Int8Ranges ranges = new Int8Ranges(Quantisation.measured(folded.graph()));
        Preprocessing input = bundle.card().preprocessing();
        Path file = Files.createTempFile(Files.createDirectories(folder), "ranges", ".onnx");
        try {
            OnnxWriter writer = new OnnxWriter(folded.graph(), folded.weights());
            Files.write(file, writer.writeExtremes(ranges.values, input.height(), input.width()));
            ranges.run(file, photos, new Shape(1, 3, input.height(), input.width()), threads);
        } catch (TranslateException e) {
            throw new Failure.CannotStart("onnxruntime cannot run %s: %s".formatted(bundle.folder(), e.getMessage()));
        } finally {
            Files.delete(file);
        }
        return ranges.means();
    }

    private void run(Path file, Iterable<FloatBuffer> inputs, Shape shape, int threads)
            throws IOException, TranslateException {
        Criteria<NDList, NDList> criteria = DjlNetwork.criteria(file, EngineFormat.ONNXRUNTIME, Device.cpu(), threads);
        try (ZooModel<NDList, NDList> model = DeepStack.run(criteria::loadModel);
                Predictor<NDList, NDList> predictor = model.newPredictor()) {
            for (FloatBuffer input : inputs) {
                FloatBuffer photo = input.duplicate().position(0).limit(Math.toIntExact(shape.size()));
                try (NDManager memory = model.getNDManager().newSubManager();
                        NDArray image = memory.create(photo, shape);
                        NDList extremes = predictor.predict(new NDList(image))) {
                    add(extremes.get(0).toFloatArray(), low);
                    add(extremes.get(1).toFloatArray(), high);
                    photos++;
                }
            }
        }
    }

    private static void add(float[] each, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += each[i];
        }
    }

    private Map<String, Range> means() {
        if (photos == 0) {
            throw new IllegalArgumentException("ranges need at least one photo");
        }
        Map<String, Range> means = new TreeMap<>();
        List<String> names = new ArrayList<>(values);
        for (int i = 0; i < names.size(); i++) {
            means.put(names.get(i), new Range((float) (low[i] / photos), (float) (high[i] / photos)));
        }
        return means;
    }
}
