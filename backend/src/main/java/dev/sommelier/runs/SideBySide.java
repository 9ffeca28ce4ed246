package dev.sommelier.runs;

import dev.sommelier.failure.Failure;
import dev.sommelier.track.Comparison;
import dev.sommelier.track.Direction;
import dev.sommelier.track.Secrets;
import dev.sommelier.track.StoredRun;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `GET /runs/compare`: where the settings of runs differ, and what came of it.
final class SideBySide {
    private static final int MOST = 12;
    private static final int MOST_ROWS = 400;

    private SideBySide() {}

    /// @param text ids with commas between them
    static List<String> ids(String text) {
        List<String> ids = Arrays.stream(text.split(",", -1)).distinct().toList();
        if (ids.size() < 2 || ids.size() > MOST) {
            throw new Failure.BadRequest("'ids' are 2 to %d different runs, with commas between them.".formatted(MOST));
        }
        return ids;
    }

    static JsonObject of(List<StoredRun> runs, Instant now) {
        Comparison comparison = Comparison.of(runs);
        JsonArray rows = new JsonArray();
        runs.forEach(run -> rows.add(Row.of(run, now)));
        return new JsonObject()
                .put("runs", rows)
                .put("config", config(comparison))
                .put("metrics", metrics(comparison));
    }

    private static JsonArray config(Comparison comparison) {
        JsonArray json = new JsonArray();
        comparison.config().entrySet().stream().limit(MOST_ROWS).forEach(row -> {
            JsonArray values = new JsonArray();
            row.getValue()
                    .forEach(value -> values.add(
                            value.map(text -> shown(row.getKey(), text)).orElse(null)));
            json.add(new JsonObject().put("key", Shown.text(row.getKey())).put("values", values));
        });
        return json;
    }

    private static String shown(String key, String value) {
        return Shown.setting(Secrets.masked(key, value).toString());
    }

    private static JsonArray metrics(Comparison comparison) {
        JsonArray json = new JsonArray();
        comparison.metrics().entrySet().stream().limit(MOST_ROWS).forEach(row -> {
            JsonArray values = new JsonArray();
            for (Optional<Double> value : row.getValue()) {
                values.add(value.map(Shown::number).orElse(null));
            }
            JsonObject metric = new JsonObject()
                    .put("name", Shown.text(row.getKey()))
                    .put("better", Direction.of(row.getKey()).name().toLowerCase(Locale.ROOT))
                    .put("values", values);
            comparison.best(row.getKey()).ifPresent(best -> metric.put("best", best));
            json.add(metric);
        });
        return json;
    }
}
