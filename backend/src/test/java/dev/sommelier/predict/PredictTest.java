package dev.sommelier.predict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.inference.Classification;
import dev.sommelier.model.FamiliarityCheck;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PredictTest {

    private final Service service = new Service();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void givesProbabilitiesHighestFirstThatSumToOne() {
        var answer = service.predict("");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(answer.body()).contains("\"probabilities\":{\"wine\":0.93,\"whiskey\":0.05,\"beer\":0.02}");
        JsonObject body = new JsonObject(answer.body());
        assertThat(body.getString("predicted_class")).isEqualTo("wine");
        assertThat(body.getDouble("confidence")).isEqualTo(0.93);
        assertThat(body.getJsonObject("image"))
                .isEqualTo(new JsonObject().put("width", 640).put("height", 480).put("format", "JPEG"));
        assertThat(body.getJsonObject("model").getString("preprocessing")).hasSize(12);
        assertThat(body.containsKey("activation")).isFalse();
        double sum = body.getJsonObject("probabilities").getMap().values().stream()
                .mapToDouble(p -> ((Number) p).doubleValue())
                .sum();
        assertThat(sum).isBetween(0.9999, 1.0001);
    }

    @Test
    void saysWhetherThePhotoIsFamiliarWhereTheModelCanTell() {
        assertThat(service.predict("").body()).doesNotContain("familiar");
        for (boolean familiar : new boolean[] {true, false}) {
            service.classifier.answer = (photo, abandoned) -> Future.succeededFuture(
                    FakeClassifier.wine(Optional.of(new FamiliarityCheck.Result(0.75f, familiar))));
            JsonObject body = new JsonObject(service.predict("").body());
            assertThat(body.getBoolean("familiar")).isEqualTo(familiar);
            assertThat(body.getDouble("familiarity")).isEqualTo(0.75);
        }
        assertThat(service.get("/metrics").body()).contains("sommelier_unfamiliar_total 1.0");
    }

    @Test
    void tellsWhereTheTimeWent() {
        assertThat(service.predict("").headers().firstValue("server-timing"))
                .hasValue("queue;dur=0.4, decode;dur=5.0, inference;dur=48.3");
    }

    @Test
    void takesThePhotoOutOfAFormByteForByte() {
        byte[] photo = new byte[60_000];
        new Random(1).nextBytes(photo);
        var answer = service.predict(
                new Form().text("note", "hello").file("file", photo).end());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(service.classifier.seen).isEqualTo(photo);
    }

    @Test
    void takesThePhotoAsTheWholeBody() {
        byte[] photo = new byte[60_000];
        new Random(2).nextBytes(photo);
        for (String type : new String[] {"image/webp", "IMAGE/JPEG; q=1", "application/octet-stream"}) {
            var request = service.request("/predict").header("Content-Type", type);
            var answer = service.send(request.POST(BodyPublishers.ofByteArray(photo)));
            assertThat(answer.statusCode()).as(type).isEqualTo(200);
            assertThat(service.classifier.seen).isEqualTo(photo);
        }
    }

    @Test
    void cutsTheListToTheTop() {
        JsonObject body = new JsonObject(service.predict("?top=2").body());
        assertThat(body.getJsonObject("probabilities").fieldNames()).containsExactly("wine", "whiskey");
    }

    @Test
    void addsTheActivationMapOfThePredictedClass() {
        JsonObject map = new JsonObject(service.predict("?explain=true").body()).getJsonObject("activation");
        assertThat(map.getString("class")).isEqualTo("wine");
        assertThat(map.getInteger("width")).isEqualTo(2);
        assertThat(map.getJsonArray("values")).containsExactly(8.0, 9.0, 10.0, 11.0);
    }

    @Test
    void keepsTheRequestIdOfTheClient() {
        var answer = service.send(service.photo("").header("X-Request-Id", "table-7.glass_2"));
        assertThat(answer.headers().firstValue("x-request-id")).hasValue("table-7.glass_2");
        assertThat(new JsonObject(answer.body()).getString("request_id")).isEqualTo("table-7.glass_2");
    }

    @Test
    void replacesARequestIdThatCouldBreakALogLine() {
        for (String id : new String[] {"a b", "x".repeat(65), "<script>"}) {
            var answer = service.send(service.photo("").header("X-Request-Id", id));
            assertThat(answer.headers().firstValue("x-request-id").orElseThrow())
                    .isNotEqualTo(id)
                    .matches("[0-9a-f]{16}");
        }
    }

    @Test
    void describesTheModel() {
        JsonObject model = new JsonObject(service.get("/models/current").body());
        assertThat(model.getString("name")).isEqualTo("drinks");
        assertThat(model.getJsonArray("labels")).isEqualTo(new JsonArray(FakeClassifier.LABELS));
        assertThat(model.getString("engine")).isEqualTo("fake");
        assertThat(model.getString("precision")).isEqualTo("fp32");
        assertThat(model.getJsonObject("metrics").getDouble("accuracy")).isEqualTo(0.93);
        assertThat(model.getJsonObject("preprocessing").getInteger("width")).isEqualTo(224);
    }

    @Test
    void saysWhetherTheModelIsLoaded() {
        JsonObject up = new JsonObject(service.get("/health").body());
        assertThat(up.getString("status")).isEqualTo("up");
        assertThat(up.getJsonObject("model").getBoolean("loaded")).isTrue();
        service.classifier.ready = false;
        var starting = service.get("/health");
        assertThat(starting.statusCode()).isEqualTo(503);
        assertThat(new JsonObject(starting.body()).getString("status")).isEqualTo("starting");
        assertThat(service.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void answersOnOneConnectionAfterAnother() {
        try (Wire wire = service.wire()) {
            for (int i = 0; i < 3; i++) {
                wire.head("POST /predict HTTP/1.1", "Content-Type: image/png", "Content-Length: 5")
                        .send("photo");
                assertThat(wire.answer().status()).isEqualTo(200);
            }
        }
        assertThat(service.classifier.seen).isEqualTo("photo".getBytes(UTF_8));
    }

    @Test
    void answersManyAtOnceFromWhateverThreads() {
        service.classifier.capacity = 1000;
        service.classifier.answer = (photo, abandoned) -> {
            Promise<Classification> promise = Promise.promise();
            Thread.startVirtualThread(() -> promise.complete(FakeClassifier.wine()));
            return promise.future();
        };
        List<Integer> statuses = IntStream.range(0, 300)
                .parallel()
                .mapToObj(i -> service.predict("").statusCode())
                .toList();
        assertThat(statuses).hasSize(300).containsOnly(200);
        assertThat(service.classifier.inFlight()).isZero();
    }
}
