package dev.sommelier.load.photo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// The photos that are sent, one after the other and then from the first again.
public record Photos(List<Photo> all) {
    private static final int MOST = 200;

    /// They stay in memory, twice, so that no disk is measured.
    private static final long MOST_BYTES = 128L << 20;

    private static final Map<String, String> TYPES = Map.of(
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "png", "image/png",
            "webp", "image/webp",
            "gif", "image/gif",
            "bmp", "image/bmp",
            "tif", "image/tiff",
            "tiff", "image/tiff");

    public static Photos drawn() {
        return new Photos(DrawnPhotos.all());
    }

    /// At most 200 photos of a folder and the folders in it, always the same ones. The name of the folder that holds a
    /// photo is its class, for a model that knows such a class.
    ///
    /// @throws IllegalArgumentException if there are none
    public static Photos of(Path folder) {
        List<Photo> photos = new ArrayList<>();
        long bytes = 0;
        for (Path file : files(folder)) {
            Photo photo = read(file);
            bytes += photo.bytes().length;
            if (photos.size() == MOST || bytes > MOST_BYTES) {
                break;
            }
            photos.add(photo);
        }
        if (photos.isEmpty()) {
            throw new IllegalArgumentException("load.photos: %s holds no photos (%s)"
                    .formatted(
                            folder,
                            String.join(", ", TYPES.keySet().stream().sorted().toList())));
        }
        return new Photos(List.copyOf(photos));
    }

    /// Mixed, as classes mostly lie together.
    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> photos = new ArrayList<>(files.filter(file -> type(file).isPresent())
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList());
            Collections.shuffle(photos, new Random(1));
            return photos;
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException("load.photos: %s cannot be read (%s)".formatted(folder, e.getMessage()));
        }
    }

    private static Photo read(Path file) {
        try {
            String label = Optional.ofNullable(file.toAbsolutePath().getParent())
                    .map(Path::getFileName)
                    .map(Path::toString)
                    .orElse("");
            return new Photo(file.getFileName().toString(), type(file).orElseThrow(), Files.readAllBytes(file), label);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> type(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Optional.ofNullable(TYPES.get(extension));
    }
}
