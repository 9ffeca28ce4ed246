package dev.sommelier.bench;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.PhotoReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.codec.digest.DigestUtils;

/// Photos to measure with, encoded.
///
/// @param source where they come from, for people
/// @param leftOut a line for each file that was met and could not be used
public record Photos(String source, List<byte[]> files, List<String> leftOut) {
    /// Most photos that are taken from a folder.
    public static final int MOST = 200;

    public Photos {
        files = List.copyOf(files);
        leftOut = List.copyOf(leftOut);
    }

    public long bytes() {
        return files.stream().mapToLong(file -> file.length).sum();
    }

    /// Takes up to [#MOST] readable photos of a folder and the folders in it, in the order of a hash of their
    /// paths: a fair choice, and the same one each time. Hidden files and folders are passed over.
    ///
    /// @param maxBody largest request body that the server takes, bytes
    /// @param memory most bytes that all of them may take together; at least one is taken
    /// @throws Failure.BadDataset if there is no such folder, or no photo in it that can be used
    public static Photos of(Path folder, PhotoReader reader, long maxBody, long memory) {
        PhotoChoice choice = new PhotoChoice(reader, maxBody - PhotoForm.FRAMING);
        long left = memory;
        for (Path file : listed(folder)) {
            if (choice.files().size() >= MOST || left <= 0) {
                break;
            }
            left -= choice.offer(folder, file);
        }
        if (choice.files().isEmpty()) {
            throw new Failure.BadDataset("%s: none of its %d files is a photo that can be read here%s"
                    .formatted(
                            folder,
                            choice.leftOut().size(),
                            choice.leftOut().isEmpty()
                                    ? ""
                                    : "; the first: " + choice.leftOut().getFirst()));
        }
        return new Photos(folder.toString(), choice.files(), choice.leftOut());
    }

    private static List<Path> listed(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new Failure.BadDataset("%s is not a folder. Give one that holds photos.".formatted(folder));
        }
        // A link to a folder is not walked into, unless it is asked for as what it stands for.
        try (Stream<Path> all = Files.walk(folder.toRealPath())) {
            Path root = folder.toRealPath();
            return all.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(path -> StreamSupport.stream(path.spliterator(), false)
                            .noneMatch(part -> part.toString().startsWith(".")))
                    .sorted(Comparator.comparing(Photos::hash))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new Failure.BadDataset("%s cannot be listed: %s".formatted(folder, e));
        }
    }

    /// The same on every system.
    private static String hash(Path relative) {
        List<String> parts = new ArrayList<>();
        relative.forEach(part -> parts.add(part.toString()));
        return DigestUtils.sha256Hex(String.join("/", parts));
    }
}
