package dev.sommelier.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sommelier.dataset.SplitManifest;
import dev.sommelier.failure.Failure;
import dev.sommelier.network.Safetensors;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/// Where a run can go on after anything: a folder for the last finished epoch, written aside and then moved, so
/// that whenever the process dies there is a whole one. Random choices hang on seed, epoch and place, so no
/// generator has a state to keep.
///
/// @param folder of the run; may not be there yet
record Checkpoints(Path folder) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String PREFIX = "epoch-";
    private static final String STATE = "state.json";
    private static final String LEARNED = "learned.safetensors";
    private static final String MEMORY = "memory.safetensors";
    private static final String BEST = "best.safetensors";
    private static final String SPLIT = "split.json";

    /// A point to go on from.
    ///
    /// @param learned parameters after the epoch
    /// @param memory the optimiser's moments and the moving average
    /// @param best parameters of the best epoch so far
    record Checkpoint(Standing standing, Weights learned, Weights memory, Weights best) {}

    /// What `state.json` says.
    ///
    /// @param sha256 of the other files, by name
    record State(Standing standing, Map<String, String> sha256) {}

    /// Writes a checkpoint; the one before it goes only when this one is whole.
    ///
    /// @throws Failure.CannotStart if the disk does not take it; the one before it is untouched then
    void save(Checkpoint checkpoint) {
        try {
            Files.createDirectories(folder);
            Path aside = Files.createTempDirectory(folder, ".writing-");
            try {
                write(aside, checkpoint);
                Path target = folder.resolve(
                        PREFIX + "%05d".formatted(checkpoint.standing().epoch()));
                delete(target);
                Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
                sync(folder);
                deleteAllBut(target);
            } finally {
                delete(aside);
            }
        } catch (IOException e) {
            throw full(e);
        }
    }

    private Failure.CannotStart full(IOException e) {
        return new Failure.CannotStart(
                "a checkpoint cannot be written in %s (%s). Make room, then go on with --resume last; %s."
                        .formatted(folder, e, epoch() == 0 ? "no epoch is kept yet" : "the last one is whole"));
    }

    private static void write(Path aside, Checkpoint checkpoint) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        Map<String, Weights> files =
                Map.of(LEARNED, checkpoint.learned(), MEMORY, checkpoint.memory(), BEST, checkpoint.best());
        for (Map.Entry<String, Weights> file : files.entrySet()) {
            // One at a time: encoded, they are several times the model.
            byte[] content = Safetensors.writeExact(file.getValue());
            durable(aside.resolve(file.getKey()), content);
            hashes.put(file.getKey(), DigestUtils.sha256Hex(content));
        }
        durable(aside.resolve(STATE), JSON.writeValueAsBytes(new State(checkpoint.standing(), hashes)));
        sync(aside);
    }

    static void durable(Path file, byte[] content) throws IOException {
        Files.write(file, content);
        sync(file);
    }

    /// Some systems do not let a folder be opened.
    static void sync(Path path) throws IOException {
        if (Files.isDirectory(path)
                && !path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// The last one, if an epoch was finished.
    ///
    /// @throws Failure.BadBundle if it was damaged since
    Optional<Checkpoint> last() {
        return names().stream().max(Comparator.naturalOrder()).map(this::read);
    }

    /// The last finished epoch, 0 if there is none; without reading what was learnt in it.
    int epoch() {
        return names().stream()
                .map(name -> name.getFileName().toString().substring(PREFIX.length()))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }

    /// Says before the first epoch, and not after it, that nothing can be written.
    void check() {
        try {
            Files.createDirectories(folder);
            for (Path half : children("\\.writing-.*")) {
                delete(half);
            }
            Files.delete(Files.createTempFile(folder, ".writing-", ""));
        } catch (IOException e) {
            throw full(e);
        }
    }

    /// The split that the run began with.
    ///
    /// @throws Failure.BadDataset if there is something to go on from, and the split that it was learnt by is lost
    Optional<SplitManifest> split() {
        return epoch() == 0 && children("part-.*").isEmpty()
                ? Optional.empty()
                : Optional.of(SplitManifest.read(folder.resolve(SPLIT)));
    }

    /// Puts on record who sees which photos, before anybody learns from them.
    void keep(SplitManifest split) {
        try {
            split.write(folder.resolve(SPLIT));
        } catch (IOException e) {
            throw full(e);
        }
    }

    private List<Path> names() {
        return children(PREFIX + "\\d{5}");
    }

    private List<Path> children(String pattern) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> child.getFileName().toString().matches(pattern))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Checkpoint read(Path from) {
        try {
            State state = JSON.readValue(from.resolve(STATE).toFile(), State.class);
            for (Map.Entry<String, String> file : state.sha256().entrySet()) {
                if (!DigestUtils.sha256Hex(Files.readAllBytes(from.resolve(file.getKey())))
                        .equals(file.getValue())) {
                    throw new IOException(file.getKey() + " is damaged");
                }
            }
            return new Checkpoint(
                    state.standing(),
                    Safetensors.read(from.resolve(LEARNED)),
                    Safetensors.read(from.resolve(MEMORY)),
                    Safetensors.read(from.resolve(BEST)));
        } catch (IOException e) {
            throw new Failure.BadBundle(
                    from.toString(), "cannot be resumed from (%s). Start the run anew.".formatted(e.getMessage()));
        }
    }

    private void deleteAllBut(Path kept) throws IOException {
        for (Path name : names()) {
            if (!name.equals(kept)) {
                delete(name);
            }
        }
    }

    /// Frees the space of a run that needs no resuming any more.
    void clear() throws IOException {
        if (Files.exists(folder)) {
            Path done = folder.resolveSibling(".done");
            // Of a process that died while it deleted.
            delete(done);
            Files.move(folder, done, StandardCopyOption.ATOMIC_MOVE);
            delete(done);
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
