package dev.sommelier.dataset;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing;
import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Decodes photos once, for all epochs, on all cores.
public final class Samples {
    /// How much larger than the input the pictures are that training views are cut from.
    private static final double MARGIN = 8.0 / 7;

    private final PhotoReader reader;
    private final BiConsumer<LabelledPhoto, String> unreadable;

    /// @param unreadable is told of each photo that cannot be read, and why; called from any thread
    public Samples(PhotoReader reader, BiConsumer<LabelledPhoto, String> unreadable) {
        this.reader = reader;
        this.unreadable = unreadable;
    }

    /// The readable photos, in their order.
    public List<Sample> decode(List<LabelledPhoto> photos) {
        return photos.parallelStream()
                .map(this::decode)
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Sample> decode(LabelledPhoto photo) {
        try {
            byte[] bytes = Files.readAllBytes(photo.file());
            Preprocessing target = reader.preprocessing();
            Pixels input = reader.decode(bytes, target.width(), target.height()).fitted(target);
            int width = (int) Math.round(target.width() * MARGIN);
            int height = (int) Math.round(target.height() * MARGIN);
            Pixels large = scaled(reader.decode(bytes, width, height), width, height, target.kernel());
            return Optional.of(new Sample(photo, large, input, sha256(bytes), Look.of(input)));
        } catch (Failure | IOException e) {
            unreadable.accept(photo, String.valueOf(e.getMessage()));
            return Optional.empty();
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

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
