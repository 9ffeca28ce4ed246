package dev.sommelier.track;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A run as it lies on disk, whoever writes it.
///
/// @param state as found: `interrupted` where the card says `running` and no process holds the run
/// @param lastSeen when something was last written of a run that has no end
public record StoredRun(Path folder, RunCard card, RunState state, Instant lastSeen) {

    /// @throws Failure.CannotStart if the folder is no run or a damaged one
    static StoredRun open(Path folder) {
        RunFolder files = new RunFolder(folder);
        try {
            RunCard card = Json.MAPPER.readValue(SmallFile.read(files.card()), RunCard.class);
            if (card == null || card.schema() != RunCard.SCHEMA) {
                throw damaged(folder, "run.json is of a form that is not known here");
            }
            Instant lastSeen = Instant.ofEpochMilli(
                    files.lastWritten().orElse(card.session().started().toEpochMilli()));
            return new StoredRun(folder, card, state(files, card), lastSeen);
        } catch (NoSuchFileException e) {
            throw damaged(folder, "there is no run.json");
        } catch (JsonProcessingException e) {
            throw damaged(folder, "run.json cannot be read: " + firstLine(e));
        } catch (IOException e) {
            throw damaged(folder, Warning.reason(e));
        }
    }

    private static RunState state(RunFolder files, RunCard card) throws IOException {
        if (card.state() != RunState.RUNNING) {
            return card.state();
        }
        // A process that probed the lock of its own run would lose it.
        boolean own = card.session().process().equals(RunCard.Owner.current());
        return own || RunLock.isHeld(files.lock()) ? RunState.RUNNING : RunState.INTERRUPTED;
    }

    private static String firstLine(JsonProcessingException cause) {
        return cause.getOriginalMessage().lines().findFirst().orElse("");
    }

    private static Failure.CannotStart damaged(Path folder, String why) {
        return new Failure.CannotStart("%s is no whole run: %s".formatted(folder, why));
    }

    public String id() {
        return card.id();
    }

    /// Time that it took so far, pauses left out.
    public Duration spent(Instant now) {
        return card.spent(state == RunState.RUNNING ? now : lastSeen);
    }

    /// Every setting of the run by its key; empty if the file is lost.
    public Map<String, String> config() {
        Map<String, String> config = new TreeMap<>();
        json(new RunFolder(folder).config()).properties().forEach(e -> config.put(e.getKey(), text(e.getValue())));
        return config;
    }

    /// `environment.json`; a missing node if the file is lost.
    public JsonNode environment() {
        return json(new RunFolder(folder).environment());
    }

    /// `run.json` with the state as found and the `seconds` it took.
    public ObjectNode json(Instant now) {
        ObjectNode json = Json.MAPPER.valueToTree(card);
        json.put("state", state.toString());
        json.put("seconds", spent(now).toMillis() / 1e3);
        return json;
    }

    public List<MetricLine> epochs() {
        return metrics(line -> !line.has("step"));
    }

    public List<MetricLine> steps() {
        return metrics(line -> line.has("step"));
    }

    /// The lines of `system.jsonl`.
    public List<JsonNode> system() {
        return lines(new RunFolder(folder).system(), _ -> true);
    }

    /// The same line by line, for runs of any length.
    ///
    /// @param most bytes of a file that one call reads
    public StoredFigures figures(long most) {
        return new StoredFigures(new RunFolder(folder), most);
    }

    /// Name and bytes of each file that the run keeps, by name; those in folders and links left out.
    ///
    /// @param most files to name
    public SortedMap<String, Long> artefacts(int most) {
        SortedMap<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> all = Files.list(artefactFolder())) {
            for (Path file : (Iterable<Path>) all.filter(SmallFile::isPlain).limit(most)::iterator) {
                sizes.put(String.valueOf(file.getFileName()), Files.size(file));
            }
        } catch (IOException | UncheckedIOException e) {
            return sizes;
        }
        return sizes;
    }

    /// A file that the run keeps.
    ///
    /// @param name as [Tracker#artefact] was given it
    /// @param largest bytes
    /// @return empty if it is not there, larger, a link, or cannot be read
    public Optional<byte[]> artefact(String name, int largest) {
        Run.checkArtefact(name);
        try {
            return Optional.of(SmallFile.read(artefactFolder().resolve(name), largest));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path artefactFolder() throws IOException {
        Path kept = new RunFolder(folder).artefacts();
        if (!Files.isDirectory(kept, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(kept.toString());
        }
        return kept;
    }

    private List<MetricLine> metrics(Predicate<JsonNode> wanted) {
        return lines(new RunFolder(folder).metrics(), wanted).stream()
                .flatMap(line -> MetricLine.read(line).stream())
                .toList();
    }

    private static List<JsonNode> lines(Path file, Predicate<JsonNode> wanted) {
        List<JsonNode> lines = new ArrayList<>();
        try {
            Lines.read(file, line -> {
                if (wanted.test(line)) {
                    lines.add(line);
                }
            });
        } catch (IOException e) {
            throw damaged(file, Warning.reason(e));
        }
        return lines;
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static JsonNode json(Path file) {
        try {
            return Json.MAPPER.readTree(SmallFile.read(file));
        } catch (IOException e) {
            return Json.MAPPER.missingNode();
        }
    }
}
