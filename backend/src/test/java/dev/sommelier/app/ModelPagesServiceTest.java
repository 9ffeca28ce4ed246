package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import dev.sommelier.model.Bundle;
import dev.sommelier.predict.PublishedVersions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people look at before they choose a version, and take with them, on the real server: version 1 is a small
/// model that nobody trained, 2 the model that ships, 3 lacks its weights.
class ModelPagesServiceTest {
    private static final String BOSS = "of the boss";
    private static final String GUEST = "of the guest";

    /// None of them names a version, whatever a path is normalised to.
    private static final List<String> HOSTILE = List.of(
            "%2e%2e",
            "%2e%2e%2fmodels",
            "..%2f..%2fetc%2fpasswd",
            "1%2f..%2f2",
            "-1",
            "01",
            "%D9%A1",
            "1%00",
            "%252e%252e",
            "{version}",
            "1;x=2",
            "<script>".replace("<", "%3C").replace(">", "%3E"),
            "9".repeat(400));

    @TempDir
    static Path shared = Path.of("");

    private static PublishedVersions published = new PublishedVersions(shared);

    @TempDir
    Path folder = Path.of("");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void publish() throws IOException {
        published = PublishedVersions.in(shared.resolve("models"));
        Files.writeString(
                shared.resolve("keys.txt"),
                "boss %s manage%nguest %s predict%n"
                        .formatted(DigestUtils.sha256Hex(BOSS), DigestUtils.sha256Hex(GUEST)));
    }

    @BeforeEach
    void putTheVersions() throws IOException {
        published.put(1, folder);
        copy(ships(), Files.createDirectory(folder.resolve("2")));
        published.put(3, folder);
        Files.delete(folder.resolve("3/model.safetensors"));
    }

    /// Tests run in the folder of their module.
    private static Path ships() {
        return Path.of("../models/drinks/2");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @AfterEach
    void closeConnections() {
        client.shutdownNow();
    }

    @Test
    void listsWhatAPersonChoosesBy() throws Exception {
        try (Service service = start()) {
            JsonObject list = new JsonObject(get(service, "/models").body());
            assertThat(list.getString("live")).isEqualTo("1");
            assertThat(list.containsKey("previous")).isFalse();
            JsonArray versions = list.getJsonArray("versions");
            assertThat(versions.getJsonObject(0)).isEqualTo(new JsonObject("""
                    {"version": "3", "usable": false, "live": false, "reason": "3/model.safetensors: is missing"}"""));
            JsonObject ships = versions.getJsonObject(1);
            assertThat(ships.getJsonObject("metrics").getJsonObject("cross_validation"))
                    .isEqualTo(new JsonObject("""
                            {"folds": 5, "photos": 1309, "accuracy": 0.9045, "accuracy_95": [0.8874, 0.9193],
                             "loss": 0.27, "calibration_error": 0.0179}"""));
            assertThat(ships.getJsonObject("provenance").getMap())
                    .containsKeys("created", "command", "run", "commit", "seed", "dataset_sha256", "weights_sha256")
                    .doesNotContainKey("config");
            assertThat(ships.getJsonObject("calibration").getDouble("temperature"))
                    .isBetween(0.5, 0.6);
            assertThat(ships.getJsonObject("familiarity").getDouble("threshold"))
                    .isBetween(0.4, 0.5);
            assertThat(ships.getJsonObject("int8").getDouble("accuracy_loss")).isBetween(0.0, 0.01);
            assertThat(ships.getBoolean("evaluation")).isTrue();
            assertThat(ships.getBoolean("thumbnails")).isFalse();
            assertThat(ships.getJsonArray("exports")).isEqualTo(new JsonArray("""
                    [{"format": "onnx", "file": "drinks-2.onnx"}, {"format": "torchscript", "file": "drinks-2.pt"},
                     {"format": "int8", "file": "drinks-2-int8.onnx"}]"""));
            JsonObject live = versions.getJsonObject(2);
            assertThat(live.getBoolean("evaluation")).isFalse();
            assertThat(live.containsKey("int8")).isFalse();
            assertThat(live.getJsonArray("exports").getJsonObject(0).getInteger("bytes"))
                    .as("what the engine runs is there already")
                    .isGreaterThan(40_000_000);
        }
    }

    @Test
    void tellsAllOfOneVersionAndTheFaultOfADamagedOne() throws Exception {
        try (Service service = start()) {
            JsonObject one = new JsonObject(get(service, "/models/2").body());
            assertThat(one.getBoolean("live")).isFalse();
            assertThat(one.getJsonObject("provenance").getJsonObject("config").getDouble("train.learning-rate"))
                    .isEqualTo(0.001);
            assertThat(one.getJsonObject("provenance").getInteger("seed")).isEqualTo(1);
            assertThat(one.getJsonObject("metrics")
                            .getJsonObject("cross_validation")
                            .getJsonObject("recall")
                            .getDouble("wine"))
                    .isEqualTo(0.9209);
            assertThat(one.getJsonObject("preprocessing").getInteger("width")).isEqualTo(224);
            assertThat(new JsonObject(get(service, "/models/3").body())).isEqualTo(new JsonObject("""
                    {"version": "3", "usable": false, "live": false, "reason": "3/model.safetensors: is missing"}"""));
            assertThat(new JsonObject(get(service, "/models/current").body()).getString("engine"))
                    .as("not taken for a version")
                    .isEqualTo("onnxruntime");
        }
    }

    @Test
    void namesTheVersionToGoBackTo() throws Exception {
        try (Service service = start()) {
            assertThat(post(service, "/models/2/activate").statusCode()).isEqualTo(200);
            JsonObject list = new JsonObject(get(service, "/models").body());
            assertThat(list.getString("live")).isEqualTo("2");
            assertThat(list.getString("previous")).isEqualTo("1");
            assertThat(post(service, "/models/1/activate").statusCode()).isEqualTo(200);
            assertThat(new JsonObject(get(service, "/models").body()).getString("previous"))
                    .isEqualTo("2");
        }
    }

    @Test
    void givesTheEvaluationToProgramsAndToPeople() throws Exception {
        try (Service service = start()) {
            HttpResponse<String> json = get(service, "/models/2/evaluation");
            assertThat(json.body()).isEqualTo(Files.readString(ships().resolve(Bundle.EVALUATION)));
            assertThat(json.headers().firstValue("content-type")).hasValue("application/json");
            HttpResponse<String> page =
                    get(service, "/models/2/evaluation", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
            assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=utf-8");
            assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                    .contains("default-src 'none'", "frame-ancestors 'none'", "sandbox")
                    .doesNotContain("script-src");
            assertThat(page.headers().firstValue("vary")).hasValue("Accept");
            assertThat(page.body())
                    .contains("<title>Evaluation of drinks 2</title>", "90.5\u00a0%", ">372</td>", "0.985")
                    .doesNotContain("<script", "The file also holds");
            assertThat(get(service, "/models/2/evaluation", "Accept", "text/html;q=0.1, application/json")
                            .body())
                    .startsWith("{");
        }
    }

    @Test
    void refusesAnEvaluationThatIsNotThereOrNotAsPublished() throws Exception {
        Files.writeString(folder.resolve("2/evaluation.json"), "{}");
        try (Service service = start()) {
            HttpResponse<String> none = get(service, "/models/1/evaluation");
            assertThat(none.statusCode()).isEqualTo(404);
            assertThat(none.body()).contains("published without an evaluation");
            HttpResponse<String> changed = get(service, "/models/2/evaluation");
            assertThat(changed.statusCode()).isEqualTo(422);
            assertThat(changed.body())
                    .contains("Version 2: evaluation.json: is damaged")
                    .doesNotContain(folder.toString());
        }
    }

    @Test
    void exportsWhatTheEnginesRun() throws Exception {
        try (Service service = start()) {
            HttpResponse<byte[]> onnx = export(service, "/models/2/export?format=onnx", BOSS);
            assertThat(onnx.statusCode()).isEqualTo(200);
            assertThat(onnx.headers().firstValue("content-disposition"))
                    .hasValue("attachment; filename=\"drinks-2.onnx\"");
            assertThat(onnx.headers().firstValueAsLong("content-length")).hasValue(onnx.body().length);
            try (OrtSession session = OrtEnvironment.getEnvironment().createSession(onnx.body())) {
                assertThat(session.getOutputNames()).contains("logits", "embedding");
            }
            HttpResponse<byte[]> int8 = export(service, "/models/2/export?format=int8", BOSS);
            assertThat(int8.body()).hasSizeLessThan(onnx.body().length / 3);
            HttpResponse<byte[]> torch = export(service, "/models/2/export?format=torchscript", BOSS);
            assertThat(new String(torch.body(), 0, 2, StandardCharsets.US_ASCII))
                    .isEqualTo("PK");
            HttpResponse<Void> head = client.send(
                    managed(service, "/models/2/export?format=int8", BOSS)
                            .method("HEAD", BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.discarding());
            assertThat(head.headers().firstValueAsLong("content-length")).hasValue(int8.body().length);
            assertThat(new JsonObject(get(service, "/models/2").body())
                            .getJsonArray("exports")
                            .getJsonObject(2)
                            .getInteger("bytes"))
                    .isEqualTo(int8.body().length);
        }
    }

    @Test
    void exportsToNobodyButTheManager() throws Exception {
        try (Service service = start()) {
            String path = "/models/1/export?format=onnx";
            assertThat(export(service, path, "wrong").statusCode()).isEqualTo(401);
            assertThat(export(service, path, GUEST).statusCode()).isEqualTo(403);
            assertThat(get(service, path).statusCode())
                    .as("on the port for clients")
                    .isEqualTo(404);
        }
    }

    @Test
    void refusesFormatsAndVersionsThatThereAreNot() throws Exception {
        try (Service service = start()) {
            for (String query : List.of("", "?format=", "?format=exe", "?format=onnx&format=int8", "?format=%00")) {
                HttpResponse<byte[]> bad = export(service, "/models/1/export" + query, BOSS);
                assertThat(bad.statusCode()).as(query).isEqualTo(400);
                assertThat(new String(bad.body(), StandardCharsets.UTF_8)).contains("onnx, torchscript, int8");
            }
            assertThat(export(service, "/models/1/export?format=int8", BOSS).statusCode())
                    .isEqualTo(404);
            HttpResponse<byte[]> damaged = export(service, "/models/3/export?format=onnx", BOSS);
            assertThat(damaged.statusCode()).isEqualTo(422);
            assertThat(new String(damaged.body(), StandardCharsets.UTF_8))
                    .contains("3/model.safetensors: is missing")
                    .doesNotContain(folder.toString());
            for (String version : HOSTILE) {
                HttpResponse<byte[]> nothing =
                        export(service, "/models/%s/export?format=onnx".formatted(escaped(version)), BOSS);
                assertRefused(version, nothing.statusCode(), new String(nothing.body(), StandardCharsets.UTF_8));
                for (String path : List.of("/models/%s", "/models/%s/evaluation")) {
                    HttpResponse<String> none = get(service, path.formatted(escaped(version)));
                    assertRefused(version, none.statusCode(), none.body());
                }
            }
        }
    }

    private void assertRefused(String version, int status, String body) {
        assertThat(status).as(version).isIn(302, 400, 404);
        assertThat(body).as(version).hasSizeLessThan(1200).doesNotContain(folder.toString());
    }

    private static String escaped(String version) {
        return version.replace("{", "%7B").replace("}", "%7D");
    }

    @Test
    void makesOneFileAtATime() throws Exception {
        try (Service service = start()) {
            List<CompletableFuture<Integer>> answers = Stream.generate(() -> client.sendAsync(
                                    managed(service, "/models/2/export?format=torchscript", BOSS)
                                            .method("HEAD", BodyPublishers.noBody())
                                            .build(),
                                    BodyHandlers.discarding())
                            .thenApply(HttpResponse::statusCode))
                    .limit(6)
                    .toList();
            List<Integer> statuses =
                    answers.stream().map(CompletableFuture::join).toList();
            assertThat(statuses).containsOnly(200, 409);
            assertThat(export(service, "/models/2/export?format=torchscript", BOSS)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void tellsOfOneBundleThatIsServedAlone() throws Exception {
        try (Service service = start("serve.model=" + folder.resolve("2"), "inference.precision=fp32")) {
            JsonObject list = new JsonObject(get(service, "/models").body());
            assertThat(list.getString("live")).isEqualTo("2");
            assertThat(new JsonObject(get(service, "/models/2").body()).getBoolean("live"))
                    .isTrue();
            assertThat(get(service, "/models/2/evaluation").statusCode()).isEqualTo(200);
            assertThat(get(service, "/models/1").statusCode()).isEqualTo(404);
            assertThat(export(service, "/models/2/export?format=onnx", BOSS).statusCode())
                    .isEqualTo(200);
        }
    }

    /// With version 1, which is small.
    private Service start(String... settings) {
        try {
            Path aside = folder.resolve("aside");
            if (settings.length == 0) {
                Files.createDirectory(aside);
                Files.move(folder.resolve("2"), aside.resolve("2"));
                Files.move(folder.resolve("3"), aside.resolve("3"));
            }
            List<String> all = new ArrayList<>(List.of(
                    "serve.model=" + folder,
                    "serve.http.port=0",
                    "serve.management.port=0",
                    "inference.calibrate=false",
                    "serve.http.keys-file=" + shared.resolve("keys.txt"),
                    "serve.grace=2s",
                    "inference.workers=1",
                    "inference.cache=" + folder.resolve("cache")));
            all.addAll(List.of(settings));
            Service service = Service.start(ServiceConfig.of(Settings.resolve(folder, Map.of(), all)));
            if (settings.length == 0) {
                Files.move(aside.resolve("2"), folder.resolve("2"));
                Files.move(aside.resolve("3"), folder.resolve("3"));
            }
            return service;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private HttpResponse<String> get(Service service, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(service.address() + path)).header("X-API-Key", GUEST);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(Service service, String path) throws Exception {
        return client.send(
                managed(service, path, BOSS).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
    }

    private HttpResponse<byte[]> export(Service service, String path, String key) throws Exception {
        return client.send(managed(service, path, key).build(), BodyHandlers.ofByteArray());
    }

    private static HttpRequest.Builder managed(Service service, String path, String key) {
        return HttpRequest.newBuilder(URI.create(service.addresses().management() + path))
                .header("X-API-Key", key);
    }
}
