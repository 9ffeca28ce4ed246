package dev.sommelier.predict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.Format;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

    private static final byte[] PHOTO = "photo".getBytes(UTF_8);

    private final Service service = new Service();

    /// Whatever was refused, the next good photo is classified, and no place is lost.
    @AfterEach
    void theNextGoodRequestIsAnswered() {
        service.classifier.capacity = 1;
        service.classifier.answer = (photo, abandoned) -> Future.succeededFuture(FakeClassifier.wine());
        assertThat(service.predict("").statusCode()).isEqualTo(200);
        assertThat(service.classifier.inFlight()).isZero();
        assertThat(service.bytesInFlight()).isZero();
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: xchunked",
                "Host: b",
                "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0",
                "Content-Length: 5\r\nTransfer-Encoding: Chunked\r\n\r\n0"
            })
    void closesTheConnectionWhereAProxyMightSeeAnotherRequest(String header) {
        try (Wire wire = service.wire()) {
            Wire.Answer answer = wire.send("GET /health HTTP/1.1\r\nHost: a\r\n" + header
                            + "\r\n\r\nGET /health HTTP/1.1\r\nHost: a\r\n\r\n")
                    .answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.head()).containsIgnoringCase("connection: close");
            assertThat(wire.closedByServer()).isTrue();
        }
    }

    @Test
    void closesTheConnectionWhereAnOldProxyCouldNotTellTheEnd() {
        try (Wire wire = service.wire()) {
            wire.send("GET /health HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
            assertThat(wire.answer().status()).isEqualTo(400);
            assertThat(wire.closedByServer()).isTrue();
        }
    }

    @Test
    void wantsAFile() {
        var nothing = service.send(service.request("/predict").POST(BodyPublishers.noBody()));
        assertProblem(nothing, 400, "bad-request", "\"file\"");
        assertProblem(service.predict(new Form().end()), 400, "bad-request", "no file in the field \"file\"");
    }

    @Test
    void namesTheFieldItWants() {
        var answer = service.predict(Form.withFile("photo", PHOTO));
        assertProblem(answer, 400, "bad-request", "no file in the field \"file\", only one in \"photo\"");
    }

    @Test
    void wantsTheFieldAsAFile() {
        var answer = service.predict(new Form().text("file", "photo").end());
        assertProblem(answer, 400, "bad-request", "\"file\" is a text field");
    }

    @Test
    void wantsOneFileOnly() {
        var answer = service.predict(
                new Form().file("file", PHOTO).file("file", PHOTO).end());
        assertProblem(answer, 400, "bad-request", "more than one file");
    }

    @Test
    void wantsBytesInTheFile() {
        assertProblem(service.predict(Form.withFile("file", new byte[0])), 400, "bad-request", "is empty");
        var raw =
                service.request("/predict").header("Content-Type", "image/jpeg").POST(BodyPublishers.noBody());
        assertProblem(service.send(raw), 400, "bad-request", "is empty");
    }

    @Test
    void wantsTheFormToEnd() {
        assertProblem(service.predict(new Form().file("file", PHOTO)), 400, "bad-request", "closing boundary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=cork; charset=no such charset",
                "multipart/form-data; boundary=other"
            })
    void refusesAFormWithoutItsBoundary(String contentType) {
        var request = service.request("/predict").header("Content-Type", contentType);
        var answer = service.send(request.POST(
                BodyPublishers.ofByteArray(Form.withFile("file", PHOTO).bytes())));
        assertProblem(answer, 400, "bad-request", "");
    }

    @Test
    void refusesAFormThatCarriesMoreThanAPhoto() {
        var long1 =
                new Form().text("note", "x".repeat(50_000)).file("file", PHOTO).end();
        assertProblem(service.predict(long1), 400, "bad-request", "too many or too long fields");
        Form many = new Form();
        for (int i = 0; i < 200; i++) {
            many.text("note" + i, "x");
        }
        assertProblem(service.predict(many.file("file", PHOTO).end()), 400, "bad-request", "too many or too long");
    }

    @Test
    void refusesAPartWithHugeHeaders() {
        Form form = new Form()
                .raw("--cork\r\nX-Pad: " + "x".repeat(50_000) + "\r\n")
                .raw("Content-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nphoto\r\n")
                .end();
        assertProblem(service.predict(form), 400, "bad-request", "");
    }

    @Test
    void refusesAPartWithoutAName() {
        Form form = new Form()
                .raw("--cork\r\nContent-Disposition: form-data; filename=\"a\"\r\n\r\nphoto\r\n")
                .end();
        assertProblem(service.predict(form), 400, "bad-request", "");
    }

    @Test
    void refusesOtherContentTypes() {
        var request = service.request("/predict").header("Content-Type", "application/x-www-form-urlencoded");
        var answer = service.send(request.POST(BodyPublishers.ofString("photo")));
        assertProblem(answer, 415, "unsupported-format", "multipart/form-data, image/*, application/octet-stream");
    }

    @Test
    void refusesCompressedBodies() {
        var answer = service.send(service.photo("").header("Content-Encoding", "gzip"));
        assertProblem(answer, 415, "unsupported-format", "Content-Encoding");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?top=0",
                "?top=1001",
                "?top=%2B5",
                "?top=-0",
                "?top=%D9%A5",
                "?top=many",
                "?top=",
                "?top=99999999999"
            })
    void namesTheParameterTop(String query) {
        assertProblem(service.predict(query), 400, "bad-request", "parameter top");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+500", "0", "5s", "600001", "99999999999999999999"})
    void namesTheHeaderForTheTimeout(String millis) {
        var answer = service.send(service.photo("").header("X-Request-Timeout-Ms", millis));
        assertProblem(answer, 400, "bad-request", "header X-Request-Timeout-Ms must be a whole number");
    }

    @Test
    void namesTheParameterExplain() {
        assertProblem(service.predict("?explain=yes"), 400, "bad-request", "parameter explain");
    }

    @Test
    void saysWhichImageCannotBeRead() {
        fail(new Failure.UnreadableImage("The JPEG ends early. Send the whole file."));
        assertProblem(service.predict(""), 422, "unreadable-image", "The JPEG ends early");
        fail(new Failure.UnsupportedFormat("HEIC", Format.titles()));
        assertProblem(service.predict(""), 415, "unsupported-format", "HEIC cannot be read here. Send one of JPEG");
        fail(Failure.TooLarge.pixels(20_000, 20_000, 100_000_000));
        assertProblem(service.predict(""), 413, "too-large", "400,000,000 pixels, and the limit is 100,000,000");
    }

    @Test
    void asksToRetryWhenAllPlacesAreTaken() {
        service.classifier.capacity = 0;
        var answer = service.predict("");
        assertProblem(answer, 503, "overloaded", "All places are taken");
        assertThat(answer.headers().firstValue("retry-after")).hasValue("2");
    }

    @Test
    void tellsNothingOfTheInside() {
        fail(new IllegalStateException("secret path " + Path.of("model.onnx")));
        assertThat(service.predict("").body()).doesNotContain("secret", "Exception");
        fail(new Failure.BadBundle("secret.safetensors", "is damaged"));
        assertProblem(service.predict(""), 500, "internal", "Report the request id");
        assertThat(service.predict("").body()).doesNotContain("secret");
        service.classifier.answer = (photo, abandoned) -> {
            throw new StackOverflowError("secret");
        };
        assertProblem(service.predict(""), 500, "internal", "Report the request id");
    }

    @Test
    void namesAPathThatIsNotThere() {
        assertProblem(service.get("/nothing/7"), 404, "not-found", "/nothing/7");
        assertProblem(service.get("/docs/none.js"), 404, "not-found", "/docs/none.js");
    }

    @Test
    void namesTheMethodsThatAPathTakes() {
        var get = service.get("/predict");
        assertProblem(get, 405, "method-not-allowed", "Use POST");
        assertThat(get.headers().firstValue("allow")).hasValue("POST");
        var delete = service.send(service.request("/health").DELETE());
        assertProblem(delete, 405, "method-not-allowed", "Use GET, HEAD");
    }

    @Test
    void explainsEveryProblemType() {
        String type = new JsonObject(service.predict("?top=0").body()).getString("type");
        JsonObject meaning = new JsonObject(service.get(type).body());
        assertThat(meaning.getString("remedy")).contains("mend it");
        JsonObject slow =
                new JsonObject(service.get("/problems/request-timeout").body());
        assertThat(slow.getInteger("status")).isEqualTo(408);
        assertProblem(service.get("/problems/none"), 404, "not-found", "/problems/none");
    }

    private void fail(Throwable cause) {
        service.classifier.answer = (photo, abandoned) -> Future.failedFuture(cause);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type, String sentence) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        JsonObject problem = new JsonObject(answer.body());
        assertThat(problem.getString("type")).isEqualTo("/problems/" + type);
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).contains(sentence).endsWith(".");
        assertThat(answer.headers().firstValue("x-request-id")).hasValue(problem.getString("request_id"));
    }
}
