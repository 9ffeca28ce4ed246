package dev.sommelier.track;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/// A line of `metrics.jsonl`, flat, so that any tool reads it as a table:
/// `{"step":12,"epoch":1,"time":"…","loss":0.69}`. An epoch's line has no step.
///
/// @param epoch from 1
public record MetricLine(OptionalLong step, int epoch, Instant time, Map<String, Double> metrics) {
    private static final Set<String> OWN = Set.of("step", "epoch", "time");
    private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");

    public MetricLine {
        metrics = new TreeMap<>(metrics);
        metrics.keySet().forEach(MetricLine::check);
    }

    static void check(String name) {
        if (OWN.contains(name) || !name.matches("[\\w./-]{1,200}")) {
            throw new IllegalArgumentException("'%s' cannot be the name of a metric".formatted(name));
        }
    }

    public ObjectNode json() {
        Map<String, Object> line = new LinkedHashMap<>();
        step.ifPresent(s -> line.put("step", s));
        line.put("epoch", epoch);
        line.put("time", time);
        line.putAll(metrics);
        return Json.MAPPER.valueToTree(line);
    }

    private static boolean isOne(JsonNode line) {
        return line.path("epoch").isInt()
                && line.path("time").isTextual()
                && line.properties().stream().allMatch(MetricLine::isMetric);
    }

    /// Empty if it is none.
    static Optional<MetricLine> read(JsonNode line) {
        try {
            return isOne(line) ? Optional.of(of(line)) : Optional.empty();
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static MetricLine of(JsonNode line) {
        Map<String, Double> metrics = new TreeMap<>();
        for (Map.Entry<String, JsonNode> field : line.properties()) {
            if (!OWN.contains(field.getKey())) {
                metrics.put(field.getKey(), Double.valueOf(field.getValue().asText()));
            }
        }
        JsonNode step = line.path("step");
        return new MetricLine(
                step.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(step.asLong()),
                line.path("epoch").asInt(),
                Instant.parse(line.path("time").asText()),
                metrics);
    }

    private static boolean isMetric(Map.Entry<String, JsonNode> field) {
        JsonNode value = field.getValue();
        return OWN.contains(field.getKey()) || value.isNumber() || NOT_FINITE.contains(value.asText());
    }
}
