package dev.sommelier.track;

import static dev.sommelier.track.Recorded.loss;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sommelier.failure.Failure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against a server that answers, and against such as do not.
class MlflowTrackerTest {
    private static final MlflowLimits IMPATIENT =
            new MlflowLimits(100, Duration.ofMillis(300), Duration.ofMillis(500), 1000);

    @TempDir
    Path folder = Path.of("");

    @Test
    void copiesARun() throws Exception {
        Recorded recorded = new Recorded(folder);
        Map<String, Object> config =
                new HashMap<>(Map.of("track.mlflow.token", "s3cret", "train.note", "", "a.long", "x".repeat(900)));
        for (int i = 0; i < 250; i++) {
            config.put("setting.n" + i, i);
        }
        try (FakeMlflow server = new FakeMlflow();
                Run run = recorded.tracking().create("pets", config, Recorded.HERE, Map.of("sweep", "a"));
                Tracker all = Trackers.of(run, Optional.of(config(server.uri())), recorded.warnings()::add)) {
            all.step(1, 1, Map.of("loss", 0.5, "views/s", Double.NaN));
            all.step(2, 1, loss(0.25));
            all.epoch(1, Map.of("validation_accuracy", 0.75));
            all.summary(Map.of("validation_accuracy", 0.8));
            all.artefact("evaluation.html", "<html>".getBytes(StandardCharsets.UTF_8));
            awaitStart(server);
            all.finish();

            assertThat(recorded.warnings()).isEmpty();
            assertThat(server.calls("experiments/create")
                            .getFirst()
                            .json()
                            .path("name")
                            .asText())
                    .isEqualTo("pets");
            JsonNode created = server.calls("runs/create").getFirst().json();
            assertThat(created.path("run_name").asText()).isEqualTo("20261101-101112-pets");
            assertThat(tags(created)).containsEntry("sweep", "a").containsEntry("mlflow.source.git.commit", "abc123");
            assertParams(server);
            assertThat(server.metrics()
                            .map(m -> m.path("key").asText() + "@"
                                    + m.path("step").asInt() + "="
                                    + m.path("value").asText()))
                    .containsExactlyInAnyOrder(
                            "step/loss@1=0.5",
                            "step/views/s@1=NaN",
                            "step/loss@2=0.25",
                            "validation_accuracy@1=0.75",
                            "summary/validation_accuracy@1=0.8");
            FakeMlflow.Call file = server.calls("/evaluation.html").getFirst();
            assertThat(file.method()).isEqualTo("PUT");
            assertThat(file.path()).isEqualTo("/api/2.0/mlflow-artifacts/artifacts/7/0a1b2c/artifacts/evaluation.html");
            assertThat(file.body()).isEqualTo("<html>");
            assertThat(server.calls().getLast().json().path("status").asText()).isEqualTo("FINISHED");
            assertThat(server.calls()).allSatisfy(call -> {
                assertThat(call.authorization()).isEqualTo("Bearer let me in");
                assertThat(call.body()).doesNotContain("s3cret", "let me in");
            });
            assertThat(recorded.read(run).state()).isEqualTo(RunState.FINISHED);
        }
    }

    private static void assertParams(FakeMlflow server) {
        List<JsonNode> batches = server.calls("log-batch").stream()
                .map(call -> call.json().path("params"))
                .filter(params -> !params.isEmpty())
                .toList();
        assertThat(batches)
                .hasSize(3)
                .allSatisfy(batch -> assertThat(batch.size()).isLessThanOrEqualTo(100));
        Map<String, String> params = new HashMap<>();
        batches.forEach(batch -> batch.forEach(
                p -> params.put(p.path("key").asText(), p.path("value").asText())));
        assertThat(params)
                .hasSize(252)
                .containsEntry("setting.n249", "249")
                .containsEntry("track.mlflow.token", Secrets.HIDDEN);
        assertThat(params.get("a.long")).hasSize(500);
    }

    private static Map<String, String> tags(JsonNode created) {
        Map<String, String> tags = new HashMap<>();
        created.path("tags")
                .forEach(tag ->
                        tags.put(tag.path("key").asText(), tag.path("value").asText()));
        return tags;
    }

    @Test
    void saysHowARunEnded() throws IOException {
        try (FakeMlflow server = new FakeMlflow()) {
            start(server.uri(), new Recorded(folder), MlflowLimits.USUAL).fail("The loss is NaN.");
            assertThat(server.calls("set-tag").getFirst().json().path("value").asText())
                    .isEqualTo("The loss is NaN.");
            start(server.uri(), new Recorded(folder), MlflowLimits.USUAL).stop();
            start(server.uri(), new Recorded(folder), MlflowLimits.USUAL).close();
            assertThat(server.calls("runs/update").stream()
                            .map(call -> call.json().path("status").asText()))
                    .containsExactly("FAILED", "KILLED", "FAILED");
        }
    }

    /// -1 hangs. The training side must take next to no time, and the end no longer than it may.
    @ParameterizedTest
    @ValueSource(ints = {-1, 500, 503, 404, 401, 302})
    void losesNothingButTheCopyIfTheServerIsBroken(int status) throws IOException {
        try (FakeMlflow server = new FakeMlflow()) {
            server.status = status;
            assertHarmless(server.uri());
            assertThat(server.calls().size()).isBetween(1, 12);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1", "http://no-such-host.invalid", "https://localhost:1/x"})
    void losesNothingButTheCopyIfNoServerIsThere(String uri) {
        assertHarmless(uri);
    }

    private void assertHarmless(String uri) {
        Recorded recorded = new Recorded(folder);
        Set<Thread> before = holdingUp();
        PrintStream console = System.err;
        ByteArrayOutputStream spam = new ByteArrayOutputStream();
        System.setErr(new PrintStream(spam, true, StandardCharsets.UTF_8));
        try {
            MlflowTracker tracker = start(uri, recorded);
            long begun = System.nanoTime();
            for (int step = 1; step <= 1000; step++) {
                tracker.step(step, 1, loss(1));
            }
            assertThat(since(begun)).as("the training side").isLessThan(Duration.ofMillis(500));
            begun = System.nanoTime();
            tracker.finish();
            assertThat(since(begun)).as("the end").isLessThan(Duration.ofSeconds(3));
        } finally {
            System.setErr(console);
        }
        assertThat(recorded.warnings())
                .hasSizeBetween(1, 2)
                .allSatisfy(
                        line -> assertThat(line).contains("MLflow at " + uri).doesNotContain("let me in"));
        assertThat(recorded.warnings().getLast()).contains("missed 1001 of 1001 records");
        assertThat(spam.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(holdingUp()).as("threads that would keep the process").isSubsetOf(before);
    }

    private static Set<Thread> holdingUp() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .collect(Collectors.toSet());
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    @Test
    @Timeout(60)
    void catchesUpWhenTheServerComesBack() throws Exception {
        Recorded recorded = new Recorded(folder);
        try (FakeMlflow server = new FakeMlflow()) {
            server.status = 500;
            MlflowTracker tracker = start(server.uri(), recorded, MlflowLimits.USUAL);
            tracker.step(1, 1, loss(1));
            while (recorded.warnings().isEmpty()) {
                Thread.sleep(10);
            }
            server.status = 0;
            while (server.metrics().findAny().isEmpty()) {
                Thread.sleep(10);
            }
            tracker.finish();
            assertThat(server.metrics()).hasSize(1);
        }
        assertThat(recorded.warnings()).singleElement().asString().contains("answers 500");
    }

    @Test
    void countsWhatDidNotFitIntoTheQueue() throws Exception {
        Recorded recorded = new Recorded(folder);
        try (FakeMlflow server = new FakeMlflow()) {
            MlflowTracker tracker = start(
                    server.uri(), recorded, new MlflowLimits(100, Duration.ofSeconds(5), Duration.ofSeconds(5), 1));
            for (int step = 1; step <= 250; step++) {
                tracker.step(step, 1, loss(step));
            }
            awaitStart(server);
            tracker.finish();
            long arrived = server.metrics().count();
            assertThat(arrived).isBetween(100L, 249L);
            assertThat(recorded.warnings())
                    .singleElement()
                    .asString()
                    .contains("missed %d of 251".formatted(250 - arrived));
        }
    }

    @Test
    void sendsUserAndPassword() throws Exception {
        try (FakeMlflow server = new FakeMlflow()) {
            MlflowConfig config = new MlflowConfig(
                    server.uri() + "/", "pets", Optional.empty(), Optional.of("me"), Optional.of("pw"), false);
            MlflowTracker tracker =
                    MlflowTracker.start(config, new Recorded(folder).run("pets").folder(), _ -> {}, MlflowLimits.USUAL);
            tracker.artefact("a.txt", new byte[] {65});
            awaitStart(server);
            tracker.finish();
            assertThat(server.calls())
                    .hasSizeGreaterThan(3)
                    .allSatisfy(call -> assertThat(call.authorization()).isEqualTo("Basic bWU6cHc="));
        }
    }

    @Test
    void namesTheKeyOfAnAddressThatIsNone() {
        for (String uri : List.of("localhost:5000", "ftp://host", "http://", "file:///tmp", "a b")) {
            assertThatThrownBy(() -> config(uri))
                    .isInstanceOf(Failure.BadConfig.class)
                    .hasMessageStartingWith("track.mlflow.uri");
        }
        assertThat(config("http://me:pw@host").toString()).isEqualTo("MLflow at http://***@host");
    }

    /// The first call loads the library, which takes its time on a busy machine.
    private static void awaitStart(FakeMlflow server) throws InterruptedException {
        while (server.calls("runs/create").isEmpty()) {
            Thread.sleep(10);
        }
    }

    private MlflowTracker start(String uri, Recorded recorded) {
        return start(uri, recorded, IMPATIENT);
    }

    private MlflowTracker start(String uri, Recorded recorded, MlflowLimits limits) {
        try (Run run = recorded.run("pets")) {
            return MlflowTracker.start(config(uri), run.folder(), recorded.warnings()::add, limits);
        }
    }

    private static MlflowConfig config(String uri) {
        return new MlflowConfig(uri, "pets", Optional.of("let me in"), Optional.empty(), Optional.empty(), false);
    }
}
