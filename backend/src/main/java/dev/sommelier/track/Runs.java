package dev.sommelier.track;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The runs of a folder, for reading.
public record Runs(Path folder) {
    /// Names the newest run.
    public static final String LAST = "last";

    /// The metric that runs are judged by if nobody says otherwise.
    public static final String ACCURACY = "validation_accuracy";

    /// One folder, and none that is hidden.
    private static final String NAME = "\\w[\\w.-]{0,127}";

    /// @param runs newest first
    /// @param damaged one sentence for each folder that is no whole run
    public record Listing(List<StoredRun> runs, List<String> damaged) {}

    /// Empty if there is no folder.
    ///
    /// @throws Failure.CannotStart if the folder cannot be read
    public Listing list() {
        List<StoredRun> runs = new ArrayList<>();
        List<String> damaged = new ArrayList<>();
        for (Path each : folders()) {
            try {
                runs.add(StoredRun.open(each));
            } catch (Failure.CannotStart e) {
                damaged.add(e.getMessage());
            }
        }
        runs.sort(Comparator.comparing((StoredRun run) -> run.card().started())
                .thenComparing(StoredRun::id)
                .reversed());
        return new Listing(List.copyOf(runs), List.copyOf(damaged));
    }

    /// Names of the folders that may hold runs, the newest first, as each name begins with its time; nothing in them
    /// is looked at.
    ///
    /// @throws Failure.CannotStart if the folder cannot be read
    public List<String> ids() {
        return folders().stream()
                .map(each -> String.valueOf(each.getFileName()))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /// For whoever asks from outside: nothing that leads out of the folder is followed.
    ///
    /// @param id one folder's whole name
    /// @return empty if there is no such folder
    /// @throws Failure.CannotStart if it holds no run, or a damaged one
    public Optional<StoredRun> open(String id) {
        if (!id.matches(NAME) || !Files.isDirectory(folder.resolve(id), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        return Optional.of(StoredRun.open(folder.resolve(id)));
    }

    /// @param id of a run, or what no other run's id starts with or contains, or `last`
    /// @throws Failure.CannotStart if none is meant, or several are
    public StoredRun find(String id) {
        Path exact = folder.resolve(id);
        if (!id.isEmpty() && folder.equals(exact.getParent()) && Files.isDirectory(exact)) {
            return StoredRun.open(exact);
        }
        List<StoredRun> runs = list().runs();
        if (runs.isEmpty()) {
            throw new Failure.CannotStart("There is no run in %s. `./sommelier train` makes one.".formatted(folder));
        }
        return id.equals(LAST) ? runs.getFirst() : only(id, meant(id, runs));
    }

    private static List<StoredRun> meant(String id, List<StoredRun> runs) {
        List<StoredRun> starting =
                runs.stream().filter(run -> run.id().startsWith(id)).toList();
        return starting.isEmpty()
                ? runs.stream().filter(run -> run.id().contains(id)).toList()
                : starting;
    }

    private StoredRun only(String id, List<StoredRun> meant) {
        if (meant.isEmpty()) {
            throw new Failure.CannotStart(
                    "No run in %s is called '%s'. `./sommelier runs` lists them.".formatted(folder, id));
        }
        if (meant.size() > 1) {
            throw new Failure.CannotStart("'%s' may be any of %s. Write more of it."
                    .formatted(id, meant.stream().map(StoredRun::id).collect(Collectors.joining(", "))));
        }
        return meant.getFirst();
    }

    private List<Path> folders() {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory)
                    .filter(each -> !String.valueOf(each.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Failure.CannotStart(
                    "%s cannot be listed (%s). Set track.folder.".formatted(folder, Warning.reason(e)));
        }
    }
}
