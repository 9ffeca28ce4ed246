package dev.sommelier.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sommelier.failure.Failure;
import dev.sommelier.track.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

/// One line of `capacity.jsonl`: a capacity, and what it is of.
record CapacityRecord(JsonNode json) {
    static final String FILE = "capacity.jsonl";
    private static final String LAST = "last";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /// @param here whether the service ran on this machine, from this code
    static CapacityRecord of(String id, LoadSettings settings, LoadVerdict verdict, LoadTarget target, boolean here)
            throws InterruptedException {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("id", id);
        json.put("time", Instant.now().toString());
        json.put("photos_per_second", verdict.rate());
        json.put("at_most", verdict.capacity());
        json.put("promised_p99_ms", verdict.promisedP99());
        json.put("photos", settings.photos() == null ? "drawn" : String.valueOf(settings.photos()));
        json.set("model", model(target));
        if (here) {
            describe(ThisProject.environment(), json);
        } else {
            json.put("url", target.api().toString());
        }
        return new CapacityRecord(json);
    }

    private static void describe(Environment environment, ObjectNode json) {
        json.put("commit", environment.commit().orElse("unknown"));
        json.putObject("machine")
                .put("os", environment.os())
                .put("architecture", environment.architecture())
                .put("processors", environment.processors())
                .put("memory_bytes", environment.memoryBytes())
                .put("java", environment.java());
    }

    /// What the service says of itself; empty if it does not.
    private static ObjectNode model(LoadTarget target) throws InterruptedException {
        ObjectNode model = MAPPER.createObjectNode();
        try {
            JsonNode card = MAPPER.readTree(target.get("/models/current"));
            for (String key : List.of("name", "version", "engine", "precision", "device")) {
                model.put(key, card.path(key).asText());
            }
        } catch (IOException e) {
            model.put("unknown", String.valueOf(e.getMessage()));
        }
        return model;
    }

    /// @return the file
    Path appendTo(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        Files.writeString(file, json + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return file;
    }

    /// @param name an id or its beginning, `last`, or a file, of which the last line is meant
    /// @throws Failure.BadConfig that tells what there is
    static CapacityRecord find(Path folder, String name) {
        Path file = Files.isRegularFile(Path.of(name)) ? Path.of(name) : folder.resolve(FILE);
        List<CapacityRecord> records = read(file);
        boolean last = name.equals(LAST) || file.equals(Path.of(name));
        return records.reversed().stream()
                .filter(record -> last || record.id().startsWith(name))
                .findFirst()
                .orElseThrow(() -> new Failure.BadConfig(
                        "load-test compare: %s has no record %s. It has %s".formatted(file, name, ids(records))));
    }

    private static String ids(List<CapacityRecord> records) {
        return records.isEmpty()
                ? "none; ./sommelier load-test capacity writes one"
                : String.join(", ", records.stream().map(CapacityRecord::id).toList());
    }

    private static List<CapacityRecord> read(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var lines = MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            return lines.readAll().stream().map(CapacityRecord::new).toList();
        } catch (IOException e) {
            throw new Failure.BadConfig("%s cannot be read as lines of JSON (%s)".formatted(file, e.getMessage()));
        }
    }

    String id() {
        return json.path("id").asText();
    }

    double rate() {
        return json.path("photos_per_second").asDouble();
    }

    double atMost() {
        return json.path("at_most").asDouble();
    }

    /// @param part `model` or `machine`
    String text(String part) {
        return String.join(
                " ",
                json.path(part).properties().stream()
                        .map(entry -> entry.getValue().asText())
                        .toList());
    }

    String value(String key) {
        return json.path(key).asText();
    }
}
