package dev.sommelier.dataset;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.commons.codec.digest.DigestUtils;

/// Photos as training needs them, decoded once and kept small on disk: a photo of many megapixels costs no more
/// than another from the second epoch on, and a data set may be larger than the memory. Thread-safe.
public final class Pictures {
    /// The shorter side of the pictures that training views are cut from, as a part of the input's. A view of a
    /// third of the area still has about as many pixels as the network takes.
    private static final double MARGIN = 1.4;

    private final PhotoReader reader;
    private final PictureCache cache;

    /// @param cache folder for the small pictures; what is in it can be made again
    public Pictures(PhotoReader reader, Path cache) {
        this.reader = reader;
        this.cache = PictureCache.in(cache, reader.preprocessing());
    }

    /// The readable photos, in their order.
    ///
    /// @param unreadable is told of each photo whose content cannot be read, and why; called from any thread
    /// @throws Failure.BadDataset if a file is gone or its disk fails: others would be missed silently
    public List<Sample> read(List<LabelledPhoto> photos, BiConsumer<LabelledPhoto, String> unreadable) {
        return photos.parallelStream()
                .map(photo -> read(photo, unreadable))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Sample> read(LabelledPhoto photo, BiConsumer<LabelledPhoto, String> unreadable) {
        try {
            byte[] bytes = photo.bytes();
            String sha256 = DigestUtils.sha256Hex(bytes);
            Pixels input = input(bytes, sha256);
            large(bytes, sha256);
            return Optional.of(new Sample(photo, sha256, Look.of(input)));
        } catch (Failure.CannotStart e) {
            throw e;
        } catch (Failure e) {
            unreadable.accept(photo, String.valueOf(e.getMessage()));
            return Optional.empty();
        } catch (IOException e) {
            throw new Failure.BadDataset("dataset.path: %s cannot be read (%s). Put the photos back and start again."
                    .formatted(photo.file(), e));
        }
    }

    /// Exactly what the network sees when this photo is served, before normalisation.
    ///
    /// @throws Failure.BadDataset if neither the cache nor the photo can be read any more
    public Pixels input(Sample sample) {
        return cache.find(sample.sha256() + ".input.png").orElseGet(() -> input(bytes(sample), sample.sha256()));
    }

    /// For cutting training views from; its shorter side is a little larger than the network's input.
    ///
    /// @throws Failure.BadDataset if neither the cache nor the photo can be read any more
    public Pixels large(Sample sample) {
        return cache.find(sample.sha256() + ".large.jpg").orElseGet(() -> large(bytes(sample), sample.sha256()));
    }

    private Pixels input(byte[] bytes, String sha256) {
        Preprocessing target = reader.preprocessing();
        return cache.keep(
                sha256 + ".input.png",
                () -> reader.decode(bytes, target.width(), target.height()).fitted(target),
                Pixels::png);
    }

    private Pixels large(byte[] bytes, String sha256) {
        Preprocessing target = reader.preprocessing();
        int width = (int) Math.round(target.width() * MARGIN);
        int height = (int) Math.round(target.height() * MARGIN);
        return cache.keep(
                sha256 + ".large.jpg",
                () -> scaled(reader.decode(bytes, width, height), width, height, target.kernel()),
                pixels -> pixels.jpeg(95));
    }

    private static byte[] bytes(Sample sample) {
        try {
            byte[] bytes = sample.photo().bytes();
            if (DigestUtils.sha256Hex(bytes).equals(sample.sha256())) {
                return bytes;
            }
            throw new Failure.BadDataset("dataset.path: %s changed since training began. Put the photo back and resume."
                    .formatted(sample.photo().file()));
        } catch (IOException | Failure.UnreadableImage e) {
            throw new Failure.BadDataset(
                    "dataset.path: %s cannot be read any more (%s). Put the photos back and resume."
                            .formatted(sample.photo().file(), e));
        }
    }

    /// Scales down until one side just covers the target.
    private static Pixels scaled(Pixels pixels, int width, int height, Preprocessing.Kernel kernel) {
        double scale = Math.max((double) width / pixels.width(), (double) height / pixels.height());
        if (scale >= 1) {
            return pixels;
        }
        return pixels.resized(
                (int) Math.ceil(pixels.width() * scale), (int) Math.ceil(pixels.height() * scale), kernel);
    }
}
