package dev.sommelier.dataset;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/// Which photo is on which side, on record: whoever has the photos and this file has the same split.
///
/// @param schema of the file, 1
/// @param seed that the split was made with
/// @param share part of the photos, each of validation and test
/// @param labels names of the classes, by their index
/// @param datasetSha256 one hash over the content and label of every photo, whatever the files' names
/// @param photos by label, then by path
public record SplitManifest(
        int schema, long seed, double share, List<String> labels, String datasetSha256, List<Photo> photos) {
    static final int SCHEMA = 1;

    /// A side of the split.
    public enum Side {
        TRAINING,
        VALIDATION,
        TEST;

        /// As it stands in the file.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param path from the data folder, with `/`
    /// @param label name of the class, which is the path's first part
    /// @param sha256 of the file, lower-case hex
    public record Photo(String path, String label, String sha256, Side side) {
        Content content() {
            return new Content(label, sha256);
        }
    }

    /// @throws IllegalArgumentException that says what does not fit together
    public SplitManifest {
        labels = List.copyOf(labels);
        photos = photos.stream()
                .sorted(Comparator.comparing(Photo::label).thenComparing(Photo::path))
                .toList();
        ManifestRules.check(schema, labels, datasetSha256, photos);
    }

    /// @param root the data folder, in which all photos of the split lie
    /// @param labels names of the classes, by their index
    /// @param share and `seed` that the split was made with
    public static SplitManifest of(Path root, List<String> labels, Split split, double share, long seed) {
        List<Photo> photos = Stream.of(
                        photos(root, labels, split.training(), Side.TRAINING),
                        photos(root, labels, split.validation(), Side.VALIDATION),
                        photos(root, labels, split.test(), Side.TEST))
                .flatMap(side -> side)
                .toList();
        String hash = Content.hash(photos.stream().map(Photo::content));
        return new SplitManifest(SCHEMA, seed, share, labels, hash, photos);
    }

    private static Stream<Photo> photos(Path root, List<String> labels, List<Sample> samples, Side side) {
        return samples.stream()
                .map(sample ->
                        new Photo(path(root, sample), labels.get(sample.photo().label()), sample.sha256(), side));
    }

    static String path(Path root, Sample sample) {
        Path path = root.relativize(sample.photo().file());
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }

    /// Writes the file anew, one photo a line; what stood there is replaced at once or not at all.
    public void write(Path file) throws IOException {
        ManifestFile.write(this, file);
    }

    /// What [#write] writes.
    public byte[] bytes() throws IOException {
        return ManifestFile.text(this).getBytes(StandardCharsets.UTF_8);
    }

    /// @throws Failure.BadDataset that names the file and what is wrong with it
    public static SplitManifest read(Path file) {
        return ManifestFile.read(file);
    }

    /// Tells the photos of a side, known by content, from all others.
    public Predicate<LabelledPhoto> side(Side side) {
        Set<String> hashes = photos.stream()
                .filter(photo -> photo.side() == side)
                .map(Photo::sha256)
                .collect(Collectors.toSet());
        return photo -> {
            try (InputStream content = Files.newInputStream(photo.file())) {
                return hashes.contains(DigestUtils.sha256Hex(content));
            } catch (IOException e) {
                throw new Failure.BadDataset("%s cannot be read (%s)".formatted(photo.file(), e));
            }
        };
    }

    /// The same split of photos that were read again. They are known by content and class, so their names may have
    /// changed; their order on each side does not hang on names either.
    ///
    /// @param root the data folder, in which all samples lie
    /// @param labels names of the samples' classes, by their index
    /// @throws Failure.BadDataset that names photos that are missing, changed, or not part of the split
    public Split split(Path root, List<String> labels, List<Sample> samples) {
        if (!this.labels.equals(labels)) {
            throw new Failure.BadDataset("The split is for the classes %s, but %s holds %s."
                    .formatted(String.join(", ", this.labels), root, String.join(", ", labels)));
        }
        return new ManifestMatch(this, root, samples).split();
    }
}
