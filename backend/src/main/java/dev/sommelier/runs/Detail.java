package dev.sommelier.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sommelier.track.RunState;
import dev.sommelier.track.Secrets;
import dev.sommelier.track.StoredRun;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `GET /runs/{id}`: what was asked for, where it took place, what is kept, and the best of each metric.
final class Detail {
    private static final int MOST_ARTEFACTS = 200;
    private static final int MOST_METRICS = 100;

    private Detail() {}

    static JsonObject of(StoredRun run, Instant now) throws IOException {
        Map<String, String> config = run.config();
        return Row.of(run, now)
                .put("tags", Shown.texts(run.card().tags()))
                .put("best", best(run))
                .put("config", config(config))
                .put("environment", environment(run.environment()))
                .put("artefacts", artefacts(run))
                .put("warnings", warnings(run, config));
    }

    /// Hidden again: a file of another hand may hold what ours would not.
    private static JsonObject config(Map<String, String> config) {
        Map<String, String> masked = new TreeMap<>();
        Secrets.masked(config).forEach((key, value) -> masked.put(key, value.toString()));
        return Shown.texts(masked);
    }

    private static JsonObject best(StoredRun run) throws IOException {
        Best best = new Best();
        run.figures(Limits.BYTES_PASSED).epochs(0, best::see);
        return best.json();
    }

    private static JsonObject environment(JsonNode all) {
        JsonObject json = new JsonObject();
        for (String name : new String[] {"java", "os", "architecture", "commit"}) {
            if (all.path(name).isTextual()) {
                json.put(name, Shown.text(all.path(name).asText()));
            }
        }
        for (String name : new String[] {"processors", "memory_bytes", "heap_bytes"}) {
            if (all.path(name).canConvertToLong()) {
                json.put(name, all.path(name).asLong());
            }
        }
        Map<String, String> libraries = new TreeMap<>();
        all.path("libraries")
                .properties()
                .forEach(each -> libraries.put(each.getKey(), each.getValue().asText()));
        return json.put("libraries", Shown.texts(libraries)).put("command", command(all.path("command")));
    }

    private static JsonArray command(JsonNode words) {
        JsonArray shown = new JsonArray();
        for (JsonNode word : words) {
            if (shown.size() < MOST_METRICS) {
                shown.add(Shown.text(Secrets.masked(List.of(word.asText())).getFirst()));
            }
        }
        return shown;
    }

    private static JsonArray artefacts(StoredRun run) {
        JsonArray all = new JsonArray();
        run.artefacts(MOST_ARTEFACTS)
                .forEach((name, bytes) ->
                        all.add(new JsonObject().put("name", Shown.text(name)).put("bytes", bytes)));
        return all;
    }

    private static JsonArray warnings(StoredRun run, Map<String, String> config) {
        JsonArray warnings = new JsonArray();
        if (run.state() == RunState.INTERRUPTED) {
            warnings.add(
                    "Its process was killed, or the machine stopped. It can go on with: ./sommelier train --resume "
                            + Row.id(run));
        }
        if (config.isEmpty()) {
            warnings.add("config.json is lost or damaged.");
        }
        if (run.environment().isMissingNode()) {
            warnings.add("environment.json is lost or damaged.");
        }
        if (!Row.id(run).equals(run.card().id())) {
            warnings.add("The folder was renamed, or copied from run %s.".formatted(Shown.text(run.id())));
        }
        run.card().latest().forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                warnings.add("%s is no number any more.".formatted(Shown.text(name)));
            }
        });
        return warnings;
    }
}
