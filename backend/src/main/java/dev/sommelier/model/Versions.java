package dev.sommelier.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// The versions of one model: folders `1`, `2`, … beside each other, each a bundle that never changes.
///
/// @param folder holds the versions, for example `models/drinks`
public record Versions(Path folder) {
    /// More than any bundle has.
    private static final int MOST_FILES = 100;

    /// The bundle at a path: the path's own, or the newest version in it.
    ///
    /// @throws Failure.BadBundle if there is none, it is damaged, or it states another version than its folder
    public static Bundle open(Path path) {
        if (Files.isRegularFile(path.resolve(Bundle.CARD))) {
            return Bundle.open(path);
        }
        Versions versions = new Versions(path);
        List<Integer> numbers = versions.numbers();
        if (numbers.isEmpty()) {
            throw Bundle.bad(path, "holds no model: neither %s nor numbered versions".formatted(Bundle.CARD));
        }
        return versions.open(numbers.getLast());
    }

    /// The versions at a path; none if it is a bundle itself.
    public static Optional<Versions> at(Path path) {
        return Files.isRegularFile(path.resolve(Bundle.CARD)) ? Optional.empty() : Optional.of(new Versions(path));
    }

    /// Which version a bundle is that was opened here.
    public int number(Bundle bundle) {
        return Integer.parseInt(bundle.folder().getFileName().toString());
    }

    /// Opens one version.
    ///
    /// @throws Failure.BadBundle if it is not there or damaged, or states another version than its folder has:
    ///     nobody could tell then which one answered
    public Bundle open(int number) {
        Bundle bundle = Bundle.open(at(number));
        checkNumber(number, bundle.card());
        return bundle;
    }

    /// The card of one version, whose files are as they were published; keeps no weights in memory.
    ///
    /// @throws Failure.BadBundle as [#open(int)]
    public ModelCard card(int number) {
        ModelCard card = Bundle.card(at(number));
        checkNumber(number, card);
        return card;
    }

    /// What one version's card says, whether or not its files are as they were published: for a quick look.
    ///
    /// @throws Failure.BadBundle if the card is missing or damaged, or states another version than its folder has
    public StatedModel stated(int number) {
        StatedModel stated = StatedModel.read(at(number));
        checkNumber(number, stated.card());
        return stated;
    }

    private void checkNumber(int number, ModelCard card) {
        if (!card.version().equals(Integer.toString(number))) {
            throw Bundle.bad(
                    at(number).resolve(Bundle.CARD),
                    "states version %s, and lies in folder %d".formatted(card.version(), number));
        }
    }

    /// Something that changes when a file of a version does, as far as names, sizes and times tell.
    public String stamp(int number) {
        try (Stream<Path> files = Files.list(at(number))) {
            List<String> seen = new ArrayList<>();
            for (Path file : files.sorted().limit(MOST_FILES).toList()) {
                seen.add("%s %d %s".formatted(file.getFileName(), Files.size(file), Files.getLastModifiedTime(file)));
            }
            return String.join("\n", seen);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
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
    /// @param card makes the card for the version that the bundle gets; asked again if another publisher was
    ///     faster
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
