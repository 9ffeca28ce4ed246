package dev.sommelier.model;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// The versions of one model: folders `1`, `2`, … beside each other, each a bundle that never changes.
///
/// @param folder holds the versions, for example `models/drinks`
public record Versions(Path folder) {

    /// The bundle at a path: the path's own, or the newest version in it.
    ///
    /// @throws Failure.BadBundle if there is none, or it is damaged
    public static Bundle open(Path path) {
        if (Files.isRegularFile(path.resolve(Bundle.CARD))) {
            return Bundle.open(path);
        }
        Versions versions = new Versions(path);
        List<Integer> numbers = versions.numbers();
        if (numbers.isEmpty()) {
            throw Bundle.bad(path, "holds no model: neither %s nor numbered versions".formatted(Bundle.CARD));
        }
        return Bundle.open(versions.at(numbers.getLast()));
    }

    /// All versions, oldest first.
    public List<Integer> numbers() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory)
                    .map(child -> child.getFileName().toString())
                    .filter(name -> name.matches("[1-9][0-9]{0,8}"))
                    .map(Integer::valueOf)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Publishes a bundle as the next version. It is written aside, made durable and then moved, so a reader sees
    /// all of it or nothing, also after a power cut. Of several publishers at once each gets a version of its own.
    ///
    /// @param card makes the card for the version that the bundle gets; asked again if another publisher was faster
    /// @param files content by name, all but `model.json`
    public Bundle publish(IntFunction<ModelCard> card, Map<String, byte[]> files) throws IOException {
        Files.createDirectories(folder);
        List<Integer> taken = numbers();
        int version = taken.isEmpty() ? 1 : taken.getLast() + 1;
        while (!published(version, card.apply(version), files)) {
            version++;
        }
        Durable.sync(folder);
        return Bundle.open(at(version));
    }

    private Path at(int version) {
        return folder.resolve(Integer.toString(version));
    }

    private boolean published(int version, ModelCard card, Map<String, byte[]> files) throws IOException {
        Path aside = Files.createDirectory(folder.resolve(".publishing-" + UUID.randomUUID()));
        try {
            Bundle.write(aside, card, files);
            Bundle.open(aside);
            return moved(aside, at(version));
        } finally {
            delete(aside);
        }
    }

    /// Moves, unless another publisher took the place.
    private boolean moved(Path aside, Path target) throws IOException {
        if (Files.exists(target)) {
            return false;
        }
        try {
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("%s is on a file system that cannot move atomically".formatted(folder), e);
        } catch (FileSystemException e) {
            // A folder never replaces one that holds files, so the other publisher's version is whole.
            if (Files.exists(target)) {
                return false;
            }
            throw e;
        }
    }

    private static void delete(Path aside) throws IOException {
        if (!Files.exists(aside)) {
            return;
        }
        try (Stream<Path> files = Files.walk(aside)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
