package dev.sommelier.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What the process that sent the load has written.
///
/// @param json all of it, for programs
/// @param text the same, for people
/// @param report Gatling's page
record LoadVerdict(JsonNode json, String text, Path report) {
    static LoadVerdict read(Path folder) throws IOException {
        return new LoadVerdict(
                new ObjectMapper().readTree(folder.resolve("verdict.json").toFile()),
                Files.readString(folder.resolve("verdict.txt")),
                report(folder));
    }

    /// Gatling puts it into a folder named after the simulation and the time.
    private static Path report(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(each -> each.resolve("index.html"))
                    .filter(Files::isRegularFile)
                    .findFirst()
                    .orElse(folder.resolve("gatling.log"));
        }
    }

    boolean kept() {
        return json.path("kept").asBoolean();
    }

    /// Photos a second: what the profile was to find.
    double rate() {
        return json.path("photos_per_second").asDouble();
    }

    double capacity() {
        return json.path("capacity").asDouble();
    }

    double promisedP99() {
        return json.path("promised_p99_ms").asDouble();
    }
}
