package dev.sommelier.dataset;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A folder with one folder of photos for each class; the folders' names are the labels.
///
/// @param labels in alphabetical order
/// @param photos by label, then by file name
public record PhotoFolder(List<String> labels, List<LabelledPhoto> photos) {

    public PhotoFolder {
        labels = List.copyOf(labels);
        photos = List.copyOf(photos);
    }

    /// Lists the photos without opening them; hidden files and folders are passed over.
    ///
    /// @throws Failure.BadDataset if there is no such folder, it cannot be listed or has fewer than two classes,
    ///     or a class is without photos
    public static PhotoFolder read(Path root) {
        if (!Files.isDirectory(root)) {
            throw Listing.missing(root);
        }
        List<Path> classes = children(root).stream().filter(Files::isDirectory).toList();
        if (classes.size() < 2) {
            throw new Failure.BadDataset(
                    "%s holds %d class folders, and telling apart takes at least two.".formatted(root, classes.size()));
        }
        List<LabelledPhoto> photos = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            photos.addAll(photos(classes.get(label), label));
        }
        return new PhotoFolder(
                classes.stream().map(c -> c.getFileName().toString()).toList(), photos);
    }

    private static List<LabelledPhoto> photos(Path folder, int label) {
        List<LabelledPhoto> photos = children(folder).stream()
                .filter(Files::isRegularFile)
                .map(file -> new LabelledPhoto(file, label))
                .toList();
        if (photos.isEmpty()) {
            throw new Failure.BadDataset("The class folder %s is empty. Add photos or remove it.".formatted(folder));
        }
        return photos;
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !child.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Listing.unlisted(folder, e);
        } catch (UncheckedIOException e) {
            throw Listing.unlisted(folder, Objects.requireNonNullElseGet(e.getCause(), () -> new IOException(e)));
        }
    }
}
