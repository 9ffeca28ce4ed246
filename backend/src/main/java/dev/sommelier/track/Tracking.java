package dev.sommelier.track;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// Begins runs, and takes them up again.
///
/// @param folder that holds a folder for each run; made if it is not there
/// @param systemInterval pause between two looks at the machine; 0 for none
/// @param warn hears, in one sentence for each run, that something could not be kept
public record Tracking(Path folder, Duration systemInterval, Consumer<String> warn, Clock clock) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final int MOST_IN_ONE_SECOND = 1000;
    private static final int LOCK_TRIES = 20;
    private static final Duration LOCK_PAUSE = Duration.ofMillis(50);

    public Tracking(Path folder, Duration systemInterval, Consumer<String> warn) {
        this(folder, systemInterval, warn, Clock.systemUTC());
    }

    /// @param name letters, digits, `-` and `_`
    /// @param config as resolved; secrets are hidden before it is written
    /// @throws Failure.CannotStart if the folder cannot be written
    public Run create(String name, Map<String, ?> config, Environment environment, Map<String, String> tags) {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new Failure.BadConfig("model.name: letters, digits, '-' and '_' only, got '%s'".formatted(name));
        }
        Instant now = clock.instant();
        try {
            RunCard card = RunCard.begun(TIME.format(now) + "-" + name, name, now, tags);
            RunFolder made = place(config, environment, card);
            RunLock lock = take(made.lock()).orElseThrow(() -> new IOException("another process took it"));
            return start(made, lock, () -> card.withId(made.id()));
        } catch (IOException e) {
            throw cannot(folder, e);
        }
    }

    /// Goes on in the same files. What was written after an epoch is cut off, so that no step stands there twice.
    ///
    /// @param run folder of a run that no process holds
    /// @param fromEpoch last epoch that stays, 0 for none
    /// @throws Failure.CannotStart if it runs, is damaged or cannot be written
    public Run resume(Path run, int fromEpoch) {
        StoredRun stored = StoredRun.open(run);
        RunFolder files = new RunFolder(run);
        try {
            Optional<RunLock> lock = stored.state() == RunState.RUNNING ? Optional.empty() : take(files.lock());
            RunLock taken = lock.orElseThrow(() -> running(stored));
            return start(files, taken, () -> cut(files, stored, fromEpoch));
        } catch (IOException e) {
            throw cannot(run, e);
        }
    }

    private static Failure.CannotStart running(StoredRun stored) {
        return new Failure.CannotStart("%s is still running, in process %d. Stop it first, or resume another run."
                .formatted(stored.id(), stored.card().session().process().pid()));
    }

    private RunCard cut(RunFolder files, StoredRun stored, int fromEpoch) throws IOException {
        Lines.cut(files.metrics(), line -> line.path("epoch").asInt() <= fromEpoch);
        Lines.cut(files.system(), _ -> true);
        List<MetricLine> left = stored.epochs();
        Map<String, Double> latest = left.isEmpty() ? Map.of() : left.getLast().metrics();
        return stored.card().resumed(fromEpoch, latest, stored.lastSeen(), clock.instant());
    }

    private Run start(RunFolder files, RunLock lock, Preparation prepare) throws IOException {
        try {
            RunCard card = prepare.call();
            Json.write(files.card(), card);
            return new Run(files, lock, card, systemInterval, clock, new Warning(warn));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// Fills a folder that nobody looks at and renames it: whoever lists the runs sees a whole one or none.
    private RunFolder place(Map<String, ?> config, Environment environment, RunCard card) throws IOException {
        Files.createDirectories(folder);
        RunFolder draft = new RunFolder(Files.createDirectory(folder.resolve(".new-" + UUID.randomUUID())));
        Files.createDirectory(draft.artefacts());
        Json.write(draft.config(), Secrets.masked(config));
        Json.write(draft.environment(), environment);
        for (int n = 1; n <= MOST_IN_ONE_SECOND; n++) {
            String id = n == 1 ? card.id() : card.id() + "-" + n;
            Json.write(draft.card(), card.withId(id));
            if (moved(draft.path(), folder.resolve(id))) {
                return new RunFolder(folder.resolve(id));
            }
        }
        throw new IOException("too many runs in one second");
    }

    /// A folder that is not empty is never replaced.
    private static boolean moved(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            if (Files.exists(to)) {
                return false;
            }
            throw e;
        }
    }

    /// Tries again for a moment: whoever lists runs holds the lock while it looks.
    private static Optional<RunLock> take(Path file) throws IOException {
        for (int left = LOCK_TRIES; ; left--) {
            Optional<RunLock> lock = RunLock.take(file);
            if (lock.isPresent() || left == 0) {
                return lock;
            }
            LockSupport.parkNanos(LOCK_PAUSE.toNanos());
        }
    }

    private static Failure.CannotStart cannot(Path where, IOException cause) {
        return new Failure.CannotStart(
                "%s: the run cannot be kept there (%s). Set track.folder to a folder that can be written: track.folder=FOLDER"
                        .formatted(where, Warning.reason(cause)));
    }

    private interface Preparation {
        RunCard call() throws IOException;
    }
}
