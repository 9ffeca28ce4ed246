package dev.sommelier.evaluate;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.inference.EngineConfig;
import dev.sommelier.inference.Engines;
import dev.sommelier.inference.Int8Ranges;
import dev.sommelier.inference.Network;
import dev.sommelier.inference.PrecisionConfig;
import dev.sommelier.inference.Session;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.ModelCard;
import dev.sommelier.model.ModelCard.Int8.Range;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// What a model loses where it computes in 8-bit whole numbers: ranges from training photos, and the answers to
/// validation photos in both precisions, through the reader and the engine that serve. Not thread-safe.
public final class Int8Measure {
    /// More change the ranges no more than another choice of as many does.
    public static final int PHOTOS = 256;

    private final PhotoReader reader;
    private final Path cache;
    private final Runnable step;
    private final FloatBuffer slot;
    private final int threads = Runtime.getRuntime().availableProcessors();

    private Int8Measure(PhotoReader reader, Path cache, Runnable step) {
        this.reader = reader;
        this.cache = cache;
        this.step = step;
        this.slot = ByteBuffer.allocateDirect(4 * reader.preprocessing().floats())
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /// What came out.
    ///
    /// @param int8 for the model's card
    /// @param agreement part of the photos to which both precisions give the same class, 0 to 1
    /// @param logitDifference mean absolute difference of a logit
    /// @param embeddings one `(D)` for each validation photo, in whole numbers
    public record Result(ModelCard.Int8 int8, double agreement, double logitDifference, List<float[]> embeddings) {}

    /// @param bundle a model, whose own int8 is not looked at
    /// @param training at least one photo; ranges are taken from up to [#PHOTOS] of them, of each class
    ///     in proportion
    /// @param validation at least one photo
    /// @param maxPixels larger photos are refused
    /// @param cache for what the engine compiles
    /// @param step called before each photo; what it throws ends the measuring
    /// @return empty if a value of the network has no range that whole numbers could cover, as where training
    ///     diverged
    /// @throws dev.sommelier.failure.Failure if a photo cannot be read
    public static Optional<Result> of(
            Bundle bundle,
            List<LabelledPhoto> training,
            List<LabelledPhoto> validation,
            long maxPixels,
            Path cache,
            Runnable step)
            throws IOException {
        if (training.isEmpty() || validation.isEmpty()) {
            throw new IllegalArgumentException("need at least one photo of each side");
        }
        PhotoReader reader = new PhotoReader(bundle.card().preprocessing(), maxPixels);
        Int8Measure measure = new Int8Measure(reader, cache, step);
        Optional<Map<String, Range>> ranges = measure.ranges(bundle, chosen(training));
        return ranges.isEmpty() ? Optional.empty() : Optional.of(measure.loss(bundle, ranges.get(), validation));
    }

    /// At even steps through the photos by class: the same photos every time.
    private static List<LabelledPhoto> chosen(List<LabelledPhoto> photos) {
        List<LabelledPhoto> byClass = photos.stream()
                .sorted(Comparator.comparingInt(LabelledPhoto::label))
                .toList();
        int count = Math.min(PHOTOS, photos.size());
        return IntStream.range(0, count)
                .mapToObj(i -> byClass.get((int) ((long) i * photos.size() / count)))
                .toList();
    }

    /// Empty if one is not finite, or too wide: [Range] refuses it.
    private Optional<Map<String, Range>> ranges(Bundle bundle, List<LabelledPhoto> training) throws IOException {
        Iterable<FloatBuffer> photos = () -> training.stream().map(this::read).iterator();
        try {
            return Optional.of(Int8Ranges.of(bundle, photos, threads, cache));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Result loss(Bundle bundle, Map<String, Range> ranges, List<LabelledPhoto> validation) {
        Bundle quantised = bundle.withInt8(new ModelCard.Int8(0, ranges));
        try (Network floats = load(quantised, PrecisionConfig.FP32);
                Network bytes = load(quantised, PrecisionConfig.INT8);
                Session inFloats = floats.open();
                Session inBytes = bytes.open()) {
            Int8Loss loss = new Int8Loss();
            for (LabelledPhoto photo : validation) {
                read(photo);
                loss.add(inFloats.run(slot, 1), inBytes.run(slot, 1), photo.label());
            }
            return loss.result(ranges);
        }
    }

    private Network load(Bundle bundle, String precision) {
        PrecisionConfig wanted = new PrecisionConfig(precision, 0);
        return new Engines(new EngineConfig("onnxruntime", "cpu", threads, wanted, cache)).load(bundle);
    }

    private FloatBuffer read(LabelledPhoto photo) {
        step.run();
        reader.read(Asker.bytes(photo), slot.clear());
        return slot;
    }
}
