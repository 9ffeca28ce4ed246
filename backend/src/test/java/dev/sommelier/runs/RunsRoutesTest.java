package dev.sommelier.runs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.track.Environment;
import dev.sommelier.track.Run;
import dev.sommelier.track.Tracking;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs as `track` writes them, over HTTP.
class RunsRoutesTest {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3};

    @TempDir
    Path folder = Path.of("");

    private Path runs = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private RunsService service;

    @BeforeEach
    void start() {
        runs = folder.resolve("runs");
        service = new RunsService(runs);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void listsTheNewestFirstAndWhatIsDamaged() throws IOException {
        run(10, "cats", 0.8).finish();
        run(11, "dogs", 0.9).fail("%s/photos/cat.jpg is no photo".formatted(folder));
        Run running = run(12, "cats", Double.NaN);
        Files.createDirectory(runs.resolve("20261101-130000-lost"));
        Files.createSymbolicLink(runs.resolve("20261101-140000-link"), running.folder());
        JsonObject list = service.json("/runs");
        assertThat(column(list, "state")).containsExactly("damaged", "damaged", "running", "failed", "finished");
        assertThat(list.getJsonArray("runs").getJsonObject(1).getString("fault"))
                .contains("no run.json");
        assertThat(list.getJsonArray("runs").getJsonObject(3).getString("reason"))
                .isEqualTo("…/cat.jpg is no photo");
        assertThat(list.getJsonArray("runs").getJsonObject(4).getJsonObject("latest"))
                .isEqualTo(new JsonObject("{\"loss\":0.5,\"validation_accuracy\":0.8}"));
        assertThat(list.getJsonArray("runs")
                        .getJsonObject(2)
                        .getJsonObject("latest")
                        .getValue("validation_accuracy"))
                .isNull();
        assertThat(list.encode()).doesNotContain(folder.toString());
        running.close();
    }

    @Test
    void findsByNameAndStateAndGoesOnWhereAPageEnds() {
        for (int hour = 10; hour < 15; hour++) {
            run(hour, hour % 2 == 0 ? "Cats" : "dogs", 0.8).finish();
        }
        run(15, "dogs", 0.8).stop();
        assertThat(column(service.json("/runs?name=cats"), "id"))
                .containsExactly("20261101-140000-Cats", "20261101-120000-Cats", "20261101-100000-Cats");
        assertThat(column(service.json("/runs?state=stopped"), "id")).containsExactly("20261101-150000-dogs");
        assertThat(service.json("/runs?limit=4").getBoolean("more")).isTrue();
        JsonObject rest = service.json("/runs?limit=4&offset=4");
        assertThat(column(rest, "id")).containsExactly("20261101-110000-dogs", "20261101-100000-Cats");
        assertThat(rest.getBoolean("more")).isFalse();
        assertThat(column(service.json("/runs?state=finished&offset=3&limit=1"), "id"))
                .containsExactly("20261101-110000-dogs");
    }

    @Test
    void showsARunWithoutSecretsAndFolders() {
        Run run = run(10, "cats", 0.8);
        run.epoch(2, Map.of("validation_accuracy", 0.7, "loss", 0.4));
        run.artefact("published.json", "{\"name\":\"cats\",\"version\":\"3\"}".getBytes(UTF_8));
        run.finish();
        JsonObject json = service.json("/runs/20261101-100000-cats");
        assertThat(json.getJsonObject("config"))
                .isEqualTo(new JsonObject()
                        .put("data.folder", "…/my photos")
                        .put("track.mlflow.token", "***")
                        .put("train.epochs", "10"));
        assertThat(json.getJsonObject("best"))
                .isEqualTo(new JsonObject(
                        "{\"loss\":{\"value\":0.4,\"epoch\":2},\"validation_accuracy\":{\"value\":0.8,\"epoch\":1}}"));
        assertThat(json.getJsonObject("model")).isEqualTo(new JsonObject("{\"name\":\"cats\",\"version\":\"3\"}"));
        assertThat(json.getJsonObject("environment").getJsonArray("command"))
                .containsExactly("train", "track.mlflow.token=***", "data.folder=…/photos");
        assertThat(json.getJsonArray("artefacts").getJsonObject(0).getString("name"))
                .isEqualTo("published.json");
        assertThat(json.getJsonArray("warnings")).isEmpty();
        assertThat(json.encode()).doesNotContain(folder.toString(), "home", "s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "%2e%2e",
                "..%2fruns%2f20261101-100000-cats",
                "%2fetc",
                ".new-draft",
                "20261101-100000-cats%00",
                "link",
                "last",
                "2026",
                "-1"
            })
    void knowsNothingOutsideTheFolder(String id) throws IOException {
        Path run = run(10, "cats", 0.8).folder();
        Files.createSymbolicLink(runs.resolve("link"), run);
        for (String path : List.of("", "/evaluation", "/mistakes/1")) {
            HttpResponse<String> answer = service.get("/runs/" + id + path);
            assertThat(answer.statusCode()).as(id + path).isIn(400, 404);
            assertThat(answer.body()).doesNotContain(folder.toString());
        }
    }

    @Test
    void followsNoLinkOutOfARun() throws IOException {
        Path run = run(10, "cats", 0.8).folder();
        Path secret = Files.writeString(folder.resolve("secret.jpg"), "secret");
        Files.write(secret, JPEG);
        Files.createSymbolicLink(run.resolve("artefacts/mistake-01.jpg"), secret);
        assertThat(service.get("/runs/20261101-100000-cats/mistakes/1").statusCode())
                .isEqualTo(404);
        Files.writeString(secret, "{\"summary\":{}}");
        Files.createSymbolicLink(run.resolve("artefacts/evaluation.json"), secret);
        assertThat(service.get("/runs/20261101-100000-cats/evaluation").statusCode())
                .isEqualTo(404);
        Files.delete(run.resolve("run.json"));
        Files.createSymbolicLink(run.resolve("run.json"), secret);
        assertThat(service.get("/runs/20261101-100000-cats").statusCode()).isEqualTo(409);
    }

    @Test
    void givesCurvesAndThenWhatCameSince() throws IOException {
        Run run = run(10, "cats", 0.8);
        run.step(1, 1, Map.of("loss", 0.9));
        run.step(2, 1, Map.of("loss", Double.NaN));
        String path = "/runs/20261101-100000-cats/metrics?kind=";
        JsonObject epochs = service.json(path + "epoch");
        assertThat(epochs.getJsonArray("series")).isEqualTo(new JsonArray("""
                [{"name": "loss", "count": 1, "x": [1], "values": [0.5]},
                 {"name": "validation_accuracy", "count": 1, "x": [1], "values": [0.8]}]"""));
        assertThat(epochs.getBoolean("reset")).isTrue();
        assertThat(service.json(path + "step").getJsonArray("series"))
                .isEqualTo(new JsonArray("[{\"name\":\"loss\",\"count\":2,\"x\":[1,2],\"values\":[0.9,null]}]"));

        Files.writeString(run.folder().resolve("metrics.jsonl"), "{\"epoch\":2,", StandardOpenOption.APPEND);
        JsonObject nothing = service.json(path + "epoch&after=" + epochs.getString("next"));
        assertThat(nothing.getJsonArray("series")).isEmpty();
        assertThat(nothing.getBoolean("reset")).isFalse();
        Files.writeString(
                run.folder().resolve("metrics.jsonl"),
                "\"time\":\"2026-11-01T10:00:00Z\",\"loss\":0.25}\n",
                StandardOpenOption.APPEND);
        JsonObject since = service.json(path + "epoch&after=" + nothing.getString("next"));
        assertThat(since.getJsonArray("series"))
                .isEqualTo(new JsonArray("[{\"name\":\"loss\",\"count\":1,\"x\":[2],\"values\":[0.25]}]"));
        run.stop();
    }

    @Test
    void beginsAnewWhenTheRunWasTakenUpAgain() {
        Run run = run(10, "cats", 0.8);
        run.epoch(2, Map.of("loss", 0.4));
        run.stop();
        String path = "/runs/20261101-100000-cats/metrics?kind=epoch";
        String next = service.json(path).getString("next");
        tracking(11).resume(run.folder(), 1).stop();
        JsonObject again = service.json(path + "&after=" + next);
        assertThat(again.getBoolean("reset")).isTrue();
        assertThat(again.getJsonArray("series").getJsonObject(0).getJsonArray("x"))
                .containsExactly(1);
    }

    @Test
    void thinsALongRunAndKeepsItsPeaks() throws IOException {
        Run run = run(10, "cats", 0.8);
        int steps = 100_000;
        try (BufferedWriter out =
                Files.newBufferedWriter(run.folder().resolve("metrics.jsonl"), StandardOpenOption.APPEND)) {
            out.write("x".repeat(200_000) + "\n[1]\n{\"step\":\"\n");
            for (int step = 1; step <= steps; step++) {
                double loss = step == 54_321 ? 99 : step == 65_432 ? -5 : 1.0 / step;
                out.write("{\"step\":%d,\"epoch\":1,\"time\":\"2026-11-01T10:11:40Z\",\"loss\":%s}%n"
                        .formatted(step, loss));
            }
        }
        JsonObject loss = service.json("/runs/20261101-100000-cats/metrics?kind=step&points=100")
                .getJsonArray("series")
                .getJsonObject(0);
        assertThat(loss.getInteger("count")).isEqualTo(steps);
        assertThat(loss.getJsonArray("x").size()).isBetween(50, 100);
        assertThat(loss.getJsonArray("values")).hasSameSizeAs(loss.getJsonArray("x"));
        assertThat(loss.getJsonArray("x")).contains(1, 54_321, 65_432, steps);
        assertThat(loss.getJsonArray("x").stream().map(x -> (Integer) x).toList())
                .isSorted();
        assertThat(loss.getJsonArray("values")).contains(99.0, -5.0);
        run.stop();
    }

    @Test
    void tellsWhatTheMachineDid() throws IOException {
        Run run = run(10, "cats", 0.8);
        Files.writeString(run.folder().resolve("system.jsonl"), """
                {"time":"2026-11-01T10:00:10Z","cpu_process":0.5,"gpus":[{"utilisation":0.9,"name":"A"}]}
                {"time":"never","cpu_process":0.7}
                """);
        assertThat(service.json("/runs/20261101-100000-cats/metrics?kind=system")
                        .getJsonArray("series"))
                .isEqualTo(new JsonArray("""
                        [{"name": "cpu_process", "count": 1, "x": [10], "values": [0.5]},
                         {"name": "gpu_0_utilisation", "count": 1, "x": [10], "values": [0.9]}]"""));
        run.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=0",
                "?limit=1000",
                "?limit=%2B5",
                "?offset=-1",
                "?state=odd",
                "?limit=5&limit=6",
                "/compare",
                "/compare?ids=a",
                "/compare?ids=a,a",
                "/20261101-100000-cats/metrics",
                "/20261101-100000-cats/metrics?kind=photos",
                "/20261101-100000-cats/metrics?kind=step&points=9",
                "/20261101-100000-cats/metrics?kind=step&after=1",
                "/20261101-100000-cats/metrics?kind=step&after=1--5"
            })
    void refusesWhatItDoesNotUnderstand(String path) {
        run(10, "cats", 0.8).finish();
        assertThat(service.get("/runs" + path).statusCode()).isEqualTo(400);
    }

    @Test
    void setsRunsSideBySide() {
        run(10, "cats", 0.8).finish();
        run(11, "cats", 0.9).finish();
        JsonObject both = service.json("/runs/compare?ids=20261101-100000-cats,20261101-110000-cats");
        assertThat(column(both, "id")).containsExactly("20261101-100000-cats", "20261101-110000-cats");
        assertThat(both.getJsonArray("config"))
                .isEqualTo(new JsonArray("[{\"key\":\"train.epochs\",\"values\":[\"10\",\"11\"]}]"));
        assertThat(both.getJsonArray("metrics")).isEqualTo(new JsonArray("""
                [{"name": "loss", "better": "lower", "values": [0.5, 0.5]},
                 {"name": "validation_accuracy", "better": "higher", "values": [0.8, 0.9], "best": 1}]"""));
        assertThat(service.get("/runs/compare?ids=20261101-100000-cats,unknown").statusCode())
                .isEqualTo(404);
    }

    @Test
    void handsOutTheEvaluationAndThePicturesOfMistakes() {
        Run run = run(10, "cats", 0.8);
        assertThat(service.get("/runs/20261101-100000-cats/evaluation").body()).contains("keeps no evaluation");
        run.artefact("evaluation.json", KeptEvaluation.JSON.getBytes(UTF_8));
        run.artefact("mistakes.json", KeptEvaluation.MISTAKES.getBytes(UTF_8));
        run.artefact("mistake-01.jpg", JPEG);
        run.artefact("mistake-02.jpg", "<script>".getBytes(UTF_8));
        run.finish();
        JsonObject json = service.json("/runs/20261101-100000-cats/evaluation");
        assertThat(json).isEqualTo(new JsonObject(KeptEvaluation.ANSWER));
        HttpResponse<byte[]> picture = service.bytes("/runs/20261101-100000-cats/mistakes/1");
        assertThat(picture.body()).isEqualTo(JPEG);
        assertThat(picture.headers().map())
                .containsEntry("content-type", List.of("image/jpeg"))
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("content-security-policy", List.of("default-src 'none'; sandbox"));
        for (String number : List.of("2", "3", "01x", "-1", "99999999999")) {
            HttpResponse<String> none = service.get("/runs/20261101-100000-cats/mistakes/" + number);
            assertThat(none.statusCode()).as(number).isEqualTo(404);
            assertThat(none.headers().firstValue("content-type")).hasValue("application/problem+json");
        }
    }

    @Test
    void listsNothingWhereNothingWasTrained() {
        assertThat(service.json("/runs").getJsonArray("runs")).isEmpty();
        assertThat(service.get("/runs/x").statusCode()).isEqualTo(404);
    }

    @Test
    void isForWhoeverManagesTheService() throws IOException {
        assertThat(service.onTheOpenPort("/runs").statusCode()).isEqualTo(404);
        // Java's client refuses to send another Host, so this one is told by its name.
        assertThat(Rebound.status(service.server.managementPort(), "rebound.example"))
                .isEqualTo(401);
        assertThat(Rebound.status(service.server.managementPort(), "localhost")).isEqualTo(200);
        Path keys = Files.writeString(folder.resolve("keys"), Rebound.keys("red", "white"));
        try (RunsService guarded = new RunsService(runs, keys)) {
            assertThat(guarded.get("/runs").statusCode()).isEqualTo(401);
            assertThat(guarded.get("/runs", "X-API-Key", "red").statusCode()).isEqualTo(403);
            assertThat(guarded.get("/runs", "X-API-Key", "white").statusCode()).isEqualTo(200);
        }
    }

    private Run run(int hour, String name, double accuracy) {
        Run run = tracking(hour)
                .create(
                        name,
                        Map.of(
                                "train.epochs",
                                hour,
                                "data.folder",
                                "/home/somebody/my photos",
                                "track.mlflow.token",
                                "s3cret"),
                        Environment.current(
                                Map.of("djl", "0.35.1"),
                                Optional.of("abc123"),
                                List.of("train", "track.mlflow.token=s3cret", "data.folder=" + folder + "/photos")),
                        Map.of());
        run.epoch(1, Map.of("validation_accuracy", accuracy, "loss", 0.5));
        return run;
    }

    private Tracking tracking(int hour) {
        Instant time = Instant.parse("2026-11-01T%02d:00:00Z".formatted(hour));
        return new Tracking(runs, Duration.ZERO, _ -> {}, Clock.fixed(time, ZoneOffset.UTC));
    }

    private static List<Object> column(JsonObject list, String name) {
        return list.getJsonArray("runs").stream()
                .map(row -> ((JsonObject) row).getValue(name))
                .toList();
    }
}
