package dev.sommelier.predict;

import static dev.sommelier.predict.UploadTest.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sommelier.failure.Failure;
import dev.sommelier.http.AccessLog;
import dev.sommelier.inference.Classification;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BatchTest {

    private static final byte[] PHOTO = "photo".getBytes(UTF_8);
    private static final byte[] BAD = "bad".getBytes(UTF_8);
    private static final byte[] SLOW = "slow".getBytes(UTF_8);

    private final Service service = new Service();
    private final Promise<Classification> slow = Promise.promise();

    BatchTest() {
        service.classifier.answer = (photo, abandoned) -> switch (new String(photo, UTF_8)) {
            case "bad" -> Future.failedFuture(new Failure.UnreadableImage("The JPEG ends early. Send the whole file."));
            case "defect" -> Future.failedFuture(new IllegalStateException("secret"));
            case "slow" -> slow.future();
            default -> Future.succeededFuture(FakeClassifier.wine());
        };
    }

    @AfterEach
    void givesEverythingBack() {
        eventually(() -> service.bytesInFlight() == 0 && service.classifier.inFlight() == 0);
        service.close();
    }

    @Test
    void answersEachPhotoUnderItsNameInTheOrderInWhichTheyCame() {
        JsonObject answer = json(service.send(service.batch(photos(30))));
        JsonArray predictions = answer.getJsonArray("predictions");
        for (int i = 0; i < 30; i++) {
            JsonObject item = predictions.getJsonObject(i);
            assertThat(item.getInteger("index")).isEqualTo(i);
            assertThat(item.getString("file")).isEqualTo("glass-%d.jpg".formatted(i));
            assertThat(item.getJsonObject("prediction").getString("predicted_class"))
                    .isEqualTo("wine");
        }
        assertThat(predictions).hasSize(30);
        assertThat(answer.getJsonObject("counts"))
                .isEqualTo(
                        new JsonObject().put("photos", 30).put("classified", 30).put("refused", 0));
        assertThat(answer.getString("request_id")).isNotBlank();
        assertThat(service.get("/metrics").body())
                .contains("sommelier_batch_size_photos_sum 30.0")
                .contains("sommelier_batch_photos_total{outcome=\"classified\"} 30.0")
                .contains("sommelier_predictions_total{class=\"wine\"} 30.0");
    }

    @Test
    void keepsTheOrderWhereTheFirstPhotoIsTheSlowest() {
        Form form = new Form()
                .file("file", "slow.jpg", SLOW)
                .file("file", "a.jpg", PHOTO)
                .file("file", "b.jpg", PHOTO);
        var request = service.batch(form.end()).build();
        var answer = service.sendAsync(request);
        eventually(() -> service.get("/metrics").body().contains("outcome=\"classified\"} 2.0"));
        assertThat(answer).isNotDone();
        slow.complete(FakeClassifier.wine());
        assertThat(files(json(answer.join()))).containsExactly("slow.jpg", "a.jpg", "b.jpg");
    }

    @Test
    void refusesABadPhotoAloneAsItWouldBeRefusedByItself() {
        Form form = new Form()
                .file("file", "a.jpg", PHOTO)
                .file("file", "bad.jpg", BAD)
                .file("file", "empty.jpg", new byte[0])
                .file("file", "huge.jpg", new byte[Service.MAX_BODY + 1])
                .file("file", "b.jpg", PHOTO);
        JsonObject answer = json(service.send(service.batch(form.end())));
        JsonObject alone =
                new JsonObject(service.predict(Form.withFile("file", BAD)).body());
        assertThat(problem(answer, 1).put("request_id", "")).isEqualTo(alone.put("request_id", ""));
        assertThat(problem(answer, 2).getInteger("status")).isEqualTo(400);
        assertThat(problem(answer, 3).getString("detail")).contains("larger than 100,000 bytes");
        assertThat(answer.getJsonObject("counts").getInteger("refused")).isEqualTo(3);
        assertThat(files(answer)).containsExactly("a.jpg", "bad.jpg", "empty.jpg", "huge.jpg", "b.jpg");
        assertThat(answer.getJsonArray("predictions").getJsonObject(4).containsKey("prediction"))
                .isTrue();
    }

    @Test
    void tellsNothingOfTheInside() {
        var answer = service.send(
                service.batch(Form.withFile("file", "defect".getBytes(UTF_8)).end()));
        assertThat(problem(json(answer), 0).getInteger("status")).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void sendsEachLineAsSoonAsItIsThere() {
        byte[] form = new Form()
                .file("file", "a.jpg", PHOTO)
                .file("file", "slow.jpg", SLOW)
                .end()
                .bytes();
        try (Wire wire = service.wire()) {
            wire.head(
                            "POST /predict/batch?top=1 HTTP/1.1",
                            "Accept: application/x-ndjson",
                            "Content-Type: " + new Form().contentType(),
                            "Content-Length: " + form.length)
                    .send(form);
            assertThat(wire.answer().head()).contains("content-type: application/x-ndjson");
            String first = wire.readChunk();
            assertThat(first).endsWith("\n");
            assertThat(new JsonObject(first).getString("file")).isEqualTo("a.jpg");
            assertThat(new JsonObject(first).getJsonObject("prediction").getJsonObject("probabilities"))
                    .hasSize(1);
            slow.complete(FakeClassifier.wine());
            assertThat(new JsonObject(wire.readChunk()).getString("file")).isEqualTo("slow.jpg");
        }
    }

    @Test
    void givesLinesOnlyToThoseWhoLikeThemBest() {
        for (String accept :
                List.of("application/json", "*/*", "text/html", "application/json, application/jsonl;q=0.5")) {
            var answer = service.send(service.batch(photos(1)).header("Accept", accept));
            assertThat(answer.headers().firstValue("content-type")).as(accept).hasValue("application/json");
        }
        for (String accept : List.of("application/jsonl", "application/jsonl, */*;q=0.1")) {
            var answer = service.send(service.batch(photos(3)).header("Accept", accept));
            assertThat(answer.headers().firstValue("content-type")).as(accept).hasValue("application/jsonl");
            assertThat(answer.body().lines()).hasSize(3);
        }
    }

    @Test
    void keepsTheConnectionAliveWhileNothingIsReady() {
        try (Service patient = new Service(Service.config(List.of(), 0, 1), BatchLoadTest.silence(50))) {
            patient.classifier.answer = (photo, abandoned) -> slow.future();
            byte[] form = photos(1).bytes();
            try (Wire wire = patient.wire()) {
                wire.head(
                                "POST /predict/batch HTTP/1.1",
                                "Content-Type: " + new Form().contentType(),
                                "Content-Length: " + form.length)
                        .send(form);
                assertThat(wire.answer().status()).isEqualTo(200);
                assertThat(wire.readChunk()).isEqualTo(" ");
                assertThat(wire.readChunk()).isEqualTo(" ");
                slow.complete(FakeClassifier.wine());
                assertThat(wire.readChunk()).contains("\"predictions\":[");
            }
        }
    }

    @Test
    void wantsPhotosInTheOneField() {
        assertRefused(service.send(service.batch(new Form().end())), 400, "no file in the field \"file\"");
        assertRefused(service.send(service.batch(new Form().text("file", "x").end())), 400, "is a text field");
        Form mixed = new Form().file("file", PHOTO).file("files", PHOTO).end();
        assertRefused(service.send(service.batch(mixed)), 400, "in another field than \"file\", in \"files\"");
        assertRefused(service.send(service.batch(new Form().file("file", PHOTO))), 400, "closing boundary");
        assertRefused(
                service.send(service.batch(photos(1)).header("Content-Encoding", "gzip")), 415, "Content-Encoding");
        assertRefused(service.send(service.batch(photos(1)).setHeader("Content-Type", "image/png")), 415, "image/png");
    }

    @Test
    void saysHowManyPhotosAndBytesAreTaken() {
        assertThat(json(service.send(service.batch(photos(400)))).getJsonArray("predictions"))
                .hasSize(400);
        assertRefused(service.send(service.batch(photos(401))), 413, "more than 400 photos");
        Form large = Form.withFile("file", new byte[250_000]);
        assertRefused(service.send(service.batch(large)), 413, "larger than 250,000 bytes");
    }

    @Test
    void takesTheSameParametersAsASinglePhoto() {
        assertRefused(
                service.send(service.request("/predict/batch?top=0")
                        .header("Content-Type", new Form().contentType())
                        .POST(BodyPublishers.ofByteArray(photos(1).bytes()))),
                400,
                "top");
        assertRefused(
                service.send(service.batch(photos(1)).header("X-Request-Timeout-Ms", "0")),
                400,
                "X-Request-Timeout-Ms");
    }

    @Test
    void asksForTheKeyAsForASinglePhoto() {
        try (Service locked = new Service(Service.config(List.of(AccessTest.sha256("red")), 0, 1))) {
            assertRefused(locked.send(locked.batch(photos(1))), 401, "Send a key");
            assertThat(locked.send(locked.batch(photos(1)).header("X-API-Key", "red"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void leavesOneLineInTheLogThatTellsHowManyPhotosCame() {
        Logger logger = (Logger) LoggerFactory.getLogger(AccessLog.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(log);
        try {
            service.send(service.batch(
                    new Form().file("file", PHOTO).file("file", BAD).end()));
            eventually(() -> !log.list.isEmpty());
            assertThat(log.list).hasSize(1);
            assertThat(log.list.getFirst().getFormattedMessage())
                    .contains("POST /predict/batch 200")
                    .endsWith("ms -, 2 photos, 1 refused");
        } finally {
            logger.detachAppender(log);
            logger.setLevel(null);
        }
    }

    @Test
    void showsNamesThatCouldBreakALineOrTurnItHarmlessly() {
        String evil = "a\u202Egpj.\u0007b" + "é".repeat(3000) + "\uD83C\uDF77.jpg";
        String shown = ShownName.of(evil);
        assertThat(shown).endsWith("é\uD83C\uDF77.jpg");
        assertThat(shown.codePointCount(0, shown.length())).isEqualTo(255);
        assertThat(ShownName.of("a\u202Egpj.\u0007b\nc\uD83C")).isEqualTo("a_gpj._b_c_");
        assertThat(ShownName.of(null)).isEmpty();
    }

    static Form photos(int count) {
        Form form = new Form();
        IntStream.range(0, count).forEach(i -> form.file("file", "glass-%d.jpg".formatted(i), PHOTO));
        return form.end();
    }

    static JsonObject json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    static List<String> files(JsonObject answer) {
        return answer.getJsonArray("predictions").stream()
                .map(item -> ((JsonObject) item).getString("file"))
                .toList();
    }

    static JsonObject problem(JsonObject answer, int index) {
        JsonObject item = answer.getJsonArray("predictions").getJsonObject(index);
        assertThat(item.containsKey("prediction")).as(item.encode()).isFalse();
        return item.getJsonObject("problem");
    }

    static void assertRefused(HttpResponse<String> answer, int status, String sentence) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(new JsonObject(answer.body()).getString("detail")).contains(sentence);
    }
}
