package dev.sommelier.dataset;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Small pictures in a folder, by name. Written aside and moved, so that runs side by side may share them.
///
/// @param reader for what was kept, whatever limit holds for photos: a small photo is kept larger than it is
record PictureCache(Path folder, PhotoReader reader) {
    /// The most that a reader takes.
    private static final long MAX_PIXELS = 1L << 30;

    /// More than any side of a picture, so that it comes back in the size in which it was kept.
    private static final int FULL = 1 << 16;

    /// @param folder for the pictures of all ways to prepare them, each in a folder of its own
    static PictureCache in(Path folder, Preprocessing target) {
        return new PictureCache(folder.resolve(target.fingerprint()), new PhotoReader(target, MAX_PIXELS));
    }

    /// A picture that was kept; a damaged one counts as none.
    Optional<Pixels> find(String name) {
        try {
            return Optional.of(reader.decode(Files.readAllBytes(at(name)), FULL, FULL));
        } catch (NoSuchFileException | Failure.UnreadableImage | Failure.UnsupportedFormat | Failure.TooLarge e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /// A picture that was kept, or one made now. What is given is always as it was kept, so that the first epoch
    /// sees the same as those after it.
    Pixels keep(String name, Supplier<Pixels> make, Function<Pixels, byte[]> encode) {
        return find(name).orElseGet(() -> {
            byte[] encoded = encode.apply(make.get());
            write(at(name), encoded);
            return reader.decode(encoded, FULL, FULL);
        });
    }

    private Path at(String name) {
        return folder.resolve(name.substring(0, 2)).resolve(name);
    }

    private void write(Path file, byte[] content) {
        try {
            Path parent = Files.createDirectories(
                    folder.resolve(file.getFileName().toString().substring(0, 2)));
            Path aside = Files.createTempFile(parent, "picture", ".tmp");
            try {
                Files.write(aside, content);
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private Failure.CannotStart unusable(IOException e) {
        return new Failure.CannotStart(
                "dataset.cache: %s cannot be used (%s). Free some space or set another folder.".formatted(folder, e));
    }
}
