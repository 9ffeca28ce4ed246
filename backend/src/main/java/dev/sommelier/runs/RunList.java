package dev.sommelier.runs;

import dev.sommelier.failure.Failure;
import dev.sommelier.track.RunState;
import dev.sommelier.track.Runs;
import dev.sommelier.track.StoredRun;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `GET /runs`: a part of the list, newest first.
///
/// @param name what the id contains, in any case
/// @param state of the runs wanted; empty for all, and for damaged folders too
/// @param offset runs to leave out first
/// @param limit most runs
record RunList(Runs runs, String name, Optional<RunState> state, int offset, int limit) {
    /// Folders of which one request looks into the card.
    private static final int MOST_OPENED = 2000;

    JsonObject json(Instant now) {
        String wanted = name.toLowerCase(Locale.ROOT);
        List<String> ids = runs.ids().stream()
                .filter(id -> id.toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        JsonArray rows = new JsonArray();
        // Without a state to look for, those that are left out need not be opened.
        int skipped = state.isEmpty() ? Math.min(offset, ids.size()) : 0;
        int left = state.isEmpty() ? 0 : offset;
        Iterator<String> all = ids.subList(skipped, Math.min(ids.size(), skipped + MOST_OPENED))
                .iterator();
        while (all.hasNext() && rows.size() <= limit) {
            JsonObject row = row(all.next(), now);
            if (row != null && left-- <= 0) {
                rows.add(row);
            }
        }
        return page(rows, ids.size());
    }

    private JsonObject page(JsonArray rows, int folders) {
        boolean more = rows.size() > limit;
        if (more) {
            rows.remove(limit);
        }
        return new JsonObject().put("runs", rows).put("folders", folders).put("more", more);
    }

    private @Nullable JsonObject row(String id, Instant now) {
        try {
            Optional<StoredRun> run = runs.open(id);
            if (run.isEmpty()) {
                return state.isEmpty() ? Row.damaged(id, "It is a link, or its name is no run's.") : null;
            }
            boolean wanted = state.isEmpty() || state.get() == run.get().state();
            return wanted ? Row.of(run.get(), now) : null;
        } catch (Failure.CannotStart e) {
            return state.isEmpty() ? Row.damaged(id, Shelf.fault(e) + ".") : null;
        }
    }
}
