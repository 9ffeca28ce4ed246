package dev.sommelier.dataset;

import dev.sommelier.dataset.SplitManifest.Photo;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// What a manifest's parts must have to do with each other. Sentences go on from the file's name.
final class ManifestRules {
    private ManifestRules() {}

    static void check(int schema, List<String> labels, String hash, List<Photo> photos) {
        require(
                schema == SplitManifest.SCHEMA,
                () -> "has the schema %d, and only %d is known".formatted(schema, SplitManifest.SCHEMA));
        require(labels.size() > 1, () -> "needs at least two labels");
        require(Set.copyOf(labels).size() == labels.size(), () -> "names a label twice");
        photos.forEach(photo -> check(photo, labels));
        checkPaths(photos);
        checkSides(photos);
        require(
                Content.hash(photos.stream().map(Photo::content)).equals(hash),
                () ->
                        "lists other photos than its dataset_sha256 stands for: photos were added, deleted or changed by hand");
    }

    private static void check(Photo photo, List<String> labels) {
        String path = photo.path();
        require(
                labels.contains(photo.label()),
                () -> "has the unknown label '%s' at %s".formatted(photo.label(), path));
        require(path.startsWith(photo.label() + "/"), () -> "has %s in class %s".formatted(path, photo.label()));
        require(photo.sha256().matches("[0-9a-f]{64}"), () -> "has no SHA-256 in hex at " + path);
    }

    private static void checkPaths(List<Photo> photos) {
        Set<String> paths = new HashSet<>();
        photos.forEach(photo -> require(paths.add(photo.path()), () -> "lists %s twice".formatted(photo.path())));
    }

    /// The same bytes on two sides would ask for what was learnt by heart.
    private static void checkSides(List<Photo> photos) {
        Map<String, Photo> seen = new HashMap<>();
        for (Photo photo : photos) {
            Photo first = seen.computeIfAbsent(photo.sha256(), _ -> photo);
            require(
                    first.side() == photo.side(),
                    () -> "has the same file in %s, as %s, and in %s, as %s"
                            .formatted(first.side(), first.path(), photo.side(), photo.path()));
        }
    }

    private static void require(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise.get());
        }
    }
}
