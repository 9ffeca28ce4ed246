package dev.sommelier.model;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
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
        return Bundle.open(path.resolve(numbers.getLast().toString()));
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
    /// all of it or nothing, also after a power cut.
    ///
    /// @param card makes the card for the version that the bundle gets
    /// @param files content by name, all but `model.json`
    public Bundle publish(IntFunction<ModelCard> card, Map<String, byte[]> files) throws IOException {
        Files.createDirectories(folder);
        Path aside = Files.createDirectory(folder.resolve(".publishing-" + UUID.randomUUID()));
        try {
            return moved(aside, card, files);
        } finally {
            delete(aside);
        }
    }

    private Bundle moved(Path aside, IntFunction<ModelCard> card, Map<String, byte[]> files) throws IOException {
        int version = numbers().isEmpty() ? 1 : numbers().getLast() + 1;
        Bundle.write(aside, card.apply(version), files);
        Bundle.open(aside);
        Path target = folder.resolve(Integer.toString(version));
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
        }
        try {
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw new IOException("%s is on a file system that cannot move atomically".formatted(folder), e);
        }
        Durable.sync(folder);
        return Bundle.open(target);
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
