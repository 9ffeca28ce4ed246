package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sommelier.image.DrawnPhoto;
import dev.sommelier.model.RandomModel;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models that change over HTTP, on the real server with real, small models.
class ModelSwapServiceTest {
    private static final int CLIENTS = 3;

    private static final String KEY = "of the boss";

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
        Files.writeString(shared.resolve("keys.txt"), "boss %s manage%n".formatted(DigestUtils.sha256Hex(KEY)));
    }

    @BeforeEach
    void putTheFirst() throws IOException {
        published.put(1, folder);
    }

    @Test
    void answersEveryPhotoByTheVersionItNamesWhileModelsChange() throws Exception {
        try (Service service = start();
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            published.put(2, folder);
            Map<String, JsonObject> expected = new HashMap<>();
            for (String version : List.of("1", "2")) {
                assertThat(activate(service, version).statusCode()).isEqualTo(200);
                expected.put(version, new JsonObject(predict(service).body()).getJsonObject("probabilities"));
            }
            assertThat(expected.get("1")).isNotEqualTo(expected.get("2"));
            AtomicBoolean over = new AtomicBoolean();
            List<Future<Map<String, Integer>>> answers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                answers.add(clients.submit(() -> askUntil(over, service, expected)));
            }
            for (int change = 0; change < 10; change++) {
                String version = change % 2 == 0 ? "1" : "2";
                HttpResponse<String> answer = activate(service, version);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                JsonObject said = new JsonObject(answer.body());
                assertThat(said.getBoolean("changed")).isTrue();
                assertThat(said.getJsonObject("model").getString("version")).isEqualTo(version);
            }
            over.set(true);
            Map<String, Integer> total = new HashMap<>();
            for (Future<Map<String, Integer>> one : answers) {
                one.get().forEach((version, count) -> total.merge(version, count, Integer::sum));
            }
            assertThat(total).containsOnlyKeys("1", "2");
            assertThat(total.values()).allMatch(count -> count > 10);
            assertThat(get(service, "/metrics").body())
                    .contains("sommelier_model_swaps_total{result=\"ok\"} 11.0")
                    .contains("sommelier_model_swaps_total{result=\"refused\"} 0.0")
                    .contains("sommelier_model_info{name=\"random\",version=\"2\"} 1\n")
                    .doesNotContain("sommelier_model_info{name=\"random\",version=\"1\"}");
        }
    }

    /// @return answers by version
    private Map<String, Integer> askUntil(AtomicBoolean over, Service service, Map<String, JsonObject> expected)
            throws Exception {
        Map<String, Integer> answers = new HashMap<>();
        while (!over.get()) {
            HttpResponse<String> answer = predict(service);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonObject said = new JsonObject(answer.body());
            String version = said.getJsonObject("model").getString("version");
            JsonObject own = Objects.requireNonNull(expected.get(version));
            JsonObject probabilities = said.getJsonObject("probabilities");
            for (String label : RandomModel.LABELS) {
                // The last digits change with the photos beside it in the batch; the versions differ by more.
                assertThat(probabilities.getDouble(label)).isCloseTo(own.getDouble(label), within(1e-4));
            }
            answers.merge(version, 1, Integer::sum);
            // Leaves processors to the loading.
            Thread.sleep(20);
        }
        return answers;
    }

    @Test
    void listsVersionsAndWhatIsWrongWithThem() throws Exception {
        published.put(3, folder);
        Files.delete(folder.resolve("3/model.safetensors"));
        published.put(4, folder);
        try (Service service = start()) {
            JsonObject list = new JsonObject(get(service, "/models").body());
            assertThat(list.getInteger("older")).isZero();
            JsonArray versions = list.getJsonArray("versions");
            assertThat(versions.stream().map(each -> ((JsonObject) each).getString("version")))
                    .containsExactly("4", "3", "1");
            assertThat((JsonArray) versions.getJsonObject(0).remove("exports")).hasSize(2);
            assertThat(versions.getJsonObject(0)).isEqualTo(new JsonObject("""
                                    {"version": "4", "name": "random", "usable": true, "live": true,
                                     "architecture": "resnet18", "labels": ["cat", "dog", "owl"],
                                     "metrics": {"test": {"accuracy": 0.9}},
                                     "provenance": {"created": "2026-11-20T06:49:55Z"},
                                     "calibration": {"temperature": 2.0}, "evaluation": false, "thumbnails": false}"""));
            assertThat(versions.getJsonObject(1)).isEqualTo(new JsonObject("""
                                    {"version": "3", "usable": false, "live": false,
                                     "reason": "3/model.safetensors: is missing"}"""));
            assertThat(versions.getJsonObject(2).getBoolean("usable")).isTrue();
        }
    }

    @Test
    void refusesAVersionAndKeepsTheReason() throws Exception {
        try (Service service = start()) {
            published.put(3, folder);
            HttpResponse<String> refused = activate(service, "3");
            assertThat(refused.statusCode()).isEqualTo(422);
            JsonObject problem = new JsonObject(refused.body());
            assertThat(problem.getString("type")).isEqualTo("/problems/model-refused");
            assertThat(problem.getString("detail"))
                    .startsWith("Version 3: 3/model.safetensors: makes a network that computes ");
            assertThat(new JsonObject(get(service, "/models").body())
                            .getJsonArray("versions")
                            .getJsonObject(0)
                            .getString("reason"))
                    .startsWith("3/model.safetensors: makes a network that computes ");
            HttpResponse<String> unknown = activate(service, "7");
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.body()).contains("/problems/unknown-version", "There are: 3, 1.");
            assertThat(activate(service, "%2e%2e").statusCode()).isEqualTo(404);
            HttpResponse<String> endless = activate(service, "1".repeat(40));
            assertThat(endless.statusCode()).isEqualTo(404);
            assertThat(endless.body()).contains("no version '%s…'".formatted("1".repeat(32)));
            assertThat(activate(service, "-1").statusCode()).isEqualTo(404);
            assertThat(get(service, "/models/1/activate").statusCode()).isEqualTo(405);
            assertThat(new JsonObject(activate(service, "1").body()).getBoolean("changed"))
                    .isFalse();
        }
    }

    @Test
    void countsTheClassesOfAModelWithOtherLabels() throws Exception {
        try (Service service = start("serve.watch=100ms")) {
            published.put(4, folder);
            JsonObject said = new JsonObject(predict(service).body());
            long end = System.nanoTime() + 20_000_000_000L;
            while (!said.getJsonObject("model").getString("version").equals("4")) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.sleep(50);
                said = new JsonObject(predict(service).body());
            }
            String predicted = said.getString("predicted_class");
            assertThat(PublishedVersions.OTHER_LABELS).contains(predicted);
            assertThat(get(service, "/metrics").body())
                    .contains("sommelier_predictions_total{class=\"%s\"} 1.0".formatted(predicted));
            assertThat(new JsonObject(get(service, "/health").body())
                            .getJsonObject("model")
                            .getString("version"))
                    .isEqualTo("4");
            assertThat(get(service, "/models/current").body()).contains("\"version\":\"4\"");
        }
    }

    @Test
    void listsOneBundleAloneAndSaysHowToGetVersions() throws Exception {
        try (Service service = start("serve.model=" + folder.resolve("1"))) {
            JsonObject list = new JsonObject(get(service, "/models").body());
            assertThat(list.getJsonArray("versions")).hasSize(1);
            assertThat(list.getJsonArray("versions").getJsonObject(0).getBoolean("live"))
                    .isTrue();
            HttpResponse<String> answer = activate(service, "1");
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("/problems/conflict", "serve.model is one bundle");
        }
    }

    private Service start(String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "serve.model=" + folder,
                "serve.http.port=0",
                "serve.management.port=0",
                "inference.calibrate=false",
                "serve.http.keys-file=" + shared.resolve("keys.txt"),
                "serve.grace=2s",
                "inference.workers=2",
                "inference.cache=" + shared.resolve("cache")));
        all.addAll(List.of(settings));
        return Service.start(ServiceConfig.of(Settings.resolve(folder, Map.of(), all)));
    }

    private HttpResponse<String> predict(Service service) throws Exception {
        return client.send(
                request(service, "/predict")
                        .header("Content-Type", "image/jpeg")
                        .POST(BodyPublishers.ofByteArray(DrawnPhoto.tiles(0.1f, 100, 1)))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> activate(Service service, String version) throws Exception {
        return client.send(
                request(service, "/models/%s/activate".formatted(version))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(Service service, String path) throws Exception {
        return client.send(request(service, path).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(Service service, String path) {
        boolean managed = path.endsWith("/activate") || path.equals("/metrics");
        String address = managed ? service.addresses().management() : service.address();
        return HttpRequest.newBuilder(URI.create(address + path)).header("X-API-Key", KEY);
    }
}
