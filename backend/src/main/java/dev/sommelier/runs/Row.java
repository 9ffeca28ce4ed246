package dev.sommelier.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sommelier.track.RunCard;
import dev.sommelier.track.RunState;
import dev.sommelier.track.StoredRun;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/// A run in a few lines.
final class Row {
    private static final String MODEL = "published.json";
    private static final int LARGEST = 1 << 16;

    private Row() {}

    static JsonObject of(StoredRun run, Instant now) {
        RunCard card = run.card();
        JsonObject row = new JsonObject()
                .put("id", id(run))
                .put("name", Shown.text(card.name()))
                .put("state", run.state().toString())
                .put("started", card.started().toString());
        ended(run).ifPresent(end -> row.put("ended", end.toString()));
        row.put("seconds", run.spent(now).toMillis() / 1e3)
                .put("epoch", card.epoch())
                .put("latest", Shown.numbers(card.latest()))
                .put("summary", Shown.numbers(card.summary()));
        card.reason().ifPresent(why -> row.put("reason", Shown.text(why)));
        model(run).ifPresent(model -> row.put("model", model));
        return row;
    }

    /// @param fault one sentence
    static JsonObject damaged(String id, String fault) {
        return new JsonObject()
                .put("id", Shown.text(id))
                .put("state", "damaged")
                .put("fault", fault);
    }

    /// The folder's name: what the card says may be copied from another run.
    static String id(StoredRun run) {
        return String.valueOf(run.folder().getFileName());
    }

    /// A run that was killed ended when it was last heard of.
    private static Optional<Instant> ended(StoredRun run) {
        return run.state() == RunState.INTERRUPTED
                ? Optional.of(run.lastSeen())
                : run.card().ended();
    }

    private static Optional<JsonObject> model(StoredRun run) {
        JsonNode model = Shelf.kept(run, MODEL, LARGEST);
        boolean whole = model.path("name").isTextual() && model.path("version").isTextual();
        return whole
                ? Optional.of(new JsonObject()
                        .put("name", Shown.text(model.path("name").asText()))
                        .put("version", Shown.text(model.path("version").asText())))
                : Optional.empty();
    }
}
