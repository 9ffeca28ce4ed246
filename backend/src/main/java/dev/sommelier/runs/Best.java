package dev.sommelier.runs;

import dev.sommelier.track.Direction;
import dev.sommelier.track.MetricLine;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/// Of each metric that can be better or worse, the best epoch so far; of equals the first.
final class Best {
    private static final int MOST_METRICS = 100;

    private record Peak(double value, int epoch) {}

    private final Map<String, Peak> peaks = new TreeMap<>();

    void see(MetricLine line) {
        line.metrics().forEach((name, value) -> {
            if (counts(name, value)) {
                peaks.put(name, new Peak(value, line.epoch()));
            }
        });
    }

    private boolean counts(String metric, double value) {
        Direction better = Direction.of(metric);
        if (better == Direction.NEITHER || !Double.isFinite(value)) {
            return false;
        }
        Peak before = peaks.get(metric);
        if (before == null) {
            return peaks.size() < MOST_METRICS;
        }
        return better == Direction.LOWER ? value < before.value() : value > before.value();
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        peaks.forEach((name, peak) ->
                json.put(name, new JsonObject().put("value", peak.value()).put("epoch", peak.epoch())));
        return json;
    }
}
