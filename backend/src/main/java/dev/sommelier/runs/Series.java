package dev.sommelier.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sommelier.track.StoredFigures;
import dev.sommelier.track.StoredRun;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// `GET /runs/{id}/metrics`: the figures of a run, a list of points for each name.
final class Series {
    private static final int MOST_NAMES = 64;

    private final StoredRun run;
    private final Kind kind;
    private final int points;
    private final Map<String, Thinned> series = new TreeMap<>();

    private Series(StoredRun run, Kind kind, int points) {
        this.run = run;
        this.kind = kind;
        this.points = points;
    }

    /// @param points most of each name
    /// @param after where to begin; empty for the start
    static JsonObject of(StoredRun run, Kind kind, int points, Optional<Cursor> after) throws IOException {
        Cursor start = Cursor.start(run);
        Optional<Cursor> known = after.filter(cursor -> cursor.session() == start.session());
        Cursor from = known.orElse(start);
        StoredFigures figures = run.figures(kind == Kind.EPOCH ? Limits.BYTES_PASSED : Limits.BYTES);
        Series read = new Series(run, kind, points);
        boolean more = figures.isMore(kind == Kind.SYSTEM, from.offset());
        long next = read.from(figures, from.offset());
        return new JsonObject()
                .put("id", Row.id(run))
                .put("kind", kind.name().toLowerCase(Locale.ROOT))
                .put("state", run.state().toString())
                .put("series", read.json())
                .put("next", from.to(next).toString())
                .put("more", more)
                .put("reset", known.isEmpty());
    }

    private long from(StoredFigures figures, long offset) throws IOException {
        return switch (kind) {
            case EPOCH ->
                figures.epochs(offset, line -> line.metrics().forEach((name, value) -> add(name, line.epoch(), value)));
            case STEP ->
                figures.steps(
                        offset,
                        line -> line.metrics()
                                .forEach((name, value) ->
                                        add(name, (double) line.step().orElse(0), value)));
            case SYSTEM -> figures.system(offset, this::system);
        };
    }

    private void system(JsonNode line) {
        try {
            Instant time = Instant.parse(line.path("time").asText());
            double x = Duration.between(run.card().started(), time).toMillis() / 1e3;
            numbers("", x, line);
            int gpu = 0;
            for (JsonNode each : line.path("gpus")) {
                numbers("gpu_%d_".formatted(gpu++), x, each);
            }
        } catch (DateTimeException e) {
            // A line without its time belongs nowhere.
            return;
        }
    }

    private void numbers(String prefix, double x, JsonNode line) {
        for (Map.Entry<String, JsonNode> each : line.properties()) {
            if (each.getValue().isNumber()) {
                add(prefix + each.getKey(), x, each.getValue().asDouble());
            }
        }
    }

    private void add(String name, double x, double value) {
        if (series.size() < MOST_NAMES || series.containsKey(name)) {
            series.computeIfAbsent(name, _ -> new Thinned(points)).add(x, value);
        }
    }

    private JsonArray json() {
        JsonArray all = new JsonArray();
        series.forEach((name, thinned) -> {
            JsonArray x = new JsonArray();
            JsonArray values = new JsonArray();
            for (Thinned.Point point : thinned.points()) {
                x.add(whole(point.x()));
                values.add(Shown.number(point.value()));
            }
            all.add(new JsonObject()
                    .put("name", Shown.text(name))
                    .put("count", thinned.count())
                    .put("x", x)
                    .put("values", values));
        });
        return all;
    }

    private static Number whole(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1L << 53 ? (Number) Long.valueOf((long) x) : Double.valueOf(x);
    }
}
