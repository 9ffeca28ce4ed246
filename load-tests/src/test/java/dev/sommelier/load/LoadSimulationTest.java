package dev.sommelier.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigRenderOptions;
import dev.sommelier.load.StubService.Says;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Gatling itself, in a process of its own as always, against a service that answers what the test wants.
class LoadSimulationTest {
    private static final String SHORT = """
            load { rate = 15, warm-up = 0s, duration = 5s, people = 0, batches = 0, bad-share = 0, health-share = 0 }
            load.promise { p95 = 0, p99 = 10s, cpu = 0 }
            """;

    @TempDir
    private Path folder;

    @Test
    void aServiceThatIsRightKeepsThePromise() throws Exception {
        try (StubService service = new StubService(Says.RIGHT)) {
            JsonNode verdict = run(service, SHORT);

            assertThat(verdict.path("kept").asBoolean())
                    .as(verdict.toPrettyString())
                    .isTrue();
            assertThat(verdict.at("/all/requests/right").asInt()).isEqualTo(75);
            assertThat(verdict.at("/usage/busy_processors").asDouble()).isBetween(0.3, 0.7);
            assertThat(folder.resolve("requests.csv"))
                    .content()
                    .contains("photo,right")
                    .hasLineCount(76);
            assertThat(folder.resolve("verdict.txt")).content().contains("kept", "ANSWERED/S", "100 MiB");
        }
    }

    @Test
    void eachFaultIsSeenAndBreaksThePromise() throws Exception {
        try (StubService service = new StubService(Says.values())) {
            JsonNode verdict = run(service, SHORT);

            assertThat(counts(verdict))
                    .containsOnlyKeys(
                            "right", "wrong sum", "wrong form", "other class", "status 400", "status 500", "503")
                    .allSatisfy((outcome, count) -> assertThat(count).isBetween(10, 11));
            assertThat(broken(verdict)).hasSize(2);
            assertThat(broken(verdict).get(0)).contains("went wrong, at most 0.0 % may");
            assertThat(broken(verdict).get(1)).contains("of known class got another");
        }
    }

    private JsonNode run(StubService service, String settings) throws IOException, InterruptedException {
        String all = "load.url = \"%1$s\"\nload.management = \"%1$s\"\n".formatted(service.address()) + settings;
        Path file = Files.writeString(
                folder.resolve("settings.conf"),
                ProfilesTest.config("steady", all).withOnlyPath("load").root().render(ConfigRenderOptions.concise()));
        Path log = folder.resolve("gatling.log");
        Process gatling = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.awt.headless=true",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Dload.settings=" + file,
                        "-Dload.output=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.gatling.app.Gatling",
                        "--simulation",
                        LoadSimulation.class.getName(),
                        "--no-reports",
                        "--results-folder",
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        gatling.waitFor();
        assertThat(folder.resolve("verdict.json")).as(Files.readString(log)).exists();
        return new ObjectMapper().readTree(folder.resolve("verdict.json").toFile());
    }

    private static Map<String, Integer> counts(JsonNode verdict) {
        return verdict.at("/all/requests").properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asInt()));
    }

    private static List<String> broken(JsonNode verdict) {
        return StreamSupport.stream(verdict.path("promises").spliterator(), false)
                .filter(promise -> !promise.path("kept").asBoolean())
                .map(promise -> promise.path("text").asText())
                .toList();
    }
}
