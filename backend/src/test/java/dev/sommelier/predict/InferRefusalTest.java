package dev.sommelier.predict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.failure.Failure;
import dev.sommelier.http.LoadLimits;
import dev.sommelier.inference.Classification;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is wrong, clients of the Open Inference Protocol are told so in its own form.
class InferRefusalTest {

    private static final String INFER = "/v2/models/drinks/infer";
    private static final String GOOD =
            "{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"cmVk\"]}]}";

    private final Service service = new Service(Service.tensors());

    /// Whatever was refused, the next good request is answered, and neither a place nor memory is lost.
    @AfterEach
    void theNextGoodRequestIsAnswered() {
        service.classifier.capacity = 1;
        service.classifier.answer = (photo, abandoned) -> Future.succeededFuture(FakeClassifier.wine());
        assertThat(infer(GOOD).statusCode()).isEqualTo(200);
        assertThat(service.classifier.inFlight()).isZero();
        assertThat(service.bytesInFlight()).isZero();
        service.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                                    | must be an object
            []                                                                    | must be an object
            {"inputs": 1}                                                         | inputs must be an array
            {"inputs": [], "id": "\\ud800"}                                       | id must be text
            {"inputs": [], "id": 7}                                               | id must be a string
            {}                                                                    | There is no input
            {"inputs": [null]}                                                    | must be an object
            {"inputs": [{}]}                                                      | unknown name
            {"inputs": [{"name": "x"}]}                                           | unknown name
            {"inputs": [{"name": "image", "datatype": "FP32", "shape": [1]}]}     | must be BYTES
            {"inputs": [{"name": "image", "datatype": "BYTES", "shape": [1, 2]}]} | must be BYTES
            {"inputs": [{"name": "image", "datatype": "BYTES", "shape": []}]}     | must be BYTES
            {"inputs": [{"name": "image", "datatype": "BYTES", "shape": [0]}]}    | must be 1 to 4
            {"inputs": [{"name": "image", "datatype": "BYTES", "shape": [5]}]}    | must be 1 to 4
            {"inputs": [{"name": "image", "datatype": "BYTES", "shape": [-1]}]}   | dimension of shape must be
            {"inputs": [{"name": "image", "datatype": "BYTES", "shape": [1.5]}]}  | dimension of shape must be
            {"inputs": [{"name": "image", "datatype": "BYTES", "shape": [99999999999999999999]}]} | of shape must be
            {"inputs": [{"name": "image", "datatype": "BYTES", "shape": [1,1,1,1,1]}]} | more than 4 dimensions
            {"inputs": [{"name": "image", "datatype": "BYTES", "shape": [1]}]}    | neither data nor
            {"inputs": [{"name": "image", "datatype": "BYTES", "shape": [1], "data": ["*"]}]} | Base64 in it is wrong
            {"inputs": [{"name": "image", "datatype": "BYTES", "shape": [1], "data": [7]}]} | 0 strings
            {"inputs": [{"name": "image", "datatype": "BYTES", "shape": [1], "data": [true]}]} | data must be numbers
            {"inputs": [{"name": "image", "datatype": "BYTES", "shape": [1], "data": [{"b64": ""}]}]} | data must be
            {"inputs": [{"name": "image", "datatype": "BYTES", "shape": [2], "data": ["cmVk"]}]} | 1 strings
            {"inputs": [{"name": "image", "datatype": "BYTES", "shape": [2], "data": [["cmVk"],"cmVk"]}]} | ragged
            {"inputs": [{"name": "image", "datatype": "BYTES", "shape": [2], "data": [["cmVk"],["cmVk"]]}]} | nested otherwise
            {"inputs": [{"name": "image", "datatype": "BYTES", "shape": [1], "data": ["","","","",""]}]} | more than 4
            {"inputs": [{"name": "image", "data": ["cmVk"], "data": ["cmVk"]}]}   | data twice
            {"inputs": [{"name": "image"}, {"name": "input"}]}                    | more than one input
            {"inputs": [{"name": "input", "datatype": "FP64", "shape": [1,3,224,224]}]} | must be FP32
            {"inputs": [{"name": "input", "datatype": "FP32", "shape": [3,224,224]}]} | [N, 3, 224, 224]
            {"inputs": [{"name": "input", "datatype": "FP32", "shape": [1,3,225,224]}]} | [N, 3, 224, 224]
            {"inputs": [{"name": "input", "datatype": "FP32", "shape": [1,3,224,224], "data": [1]}]} | 1 numbers
            {"inputs": [{"name": "input", "data": [NaN]}]}                        | malformed
            {"inputs": [{"name": "input", "data": [[1, 2], [3]]}]}                | ragged
            {"inputs": [{"name": "input", "data": [[[[[1]]]]]}]}                  | ragged
            {"inputs": [{"name": "input", "parameters": {"shared_memory_region": "x"}}]} | Shared memory
            {"inputs": [{"name": "input", "parameters": {"binary_data_size": -1}}]} | binary_data_size must be
            {"inputs": [{"name": "input"}], "outputs": [{"name": "logits"}]}      | output of an unknown name
            {"inputs": [{"name": "input"}], "outputs": [{"name": "label"}, {"name": "label"}]} | twice
            {"inputs": [{"name": "input"}], "outputs": [{"name": "label", "parameters": {"classification": 2}}]} | is for
            {"inputs": [{"name": "input"}], "parameters": {"binary_data_output": 1}} | must be true or false
            {"inputs": [{"name": "input"}]} {}                                    | Nothing may follow
            {"inputs": [                                                          | cut off
            """)
    void namesWhatIsWrong(String json, String words) {
        assertError(infer(json), 400, words);
    }

    @Test
    void refusesWhatIsNestedDeeplyOrWrittenAtLength() {
        String deep = "[".repeat(200_000);
        assertError(infer("{\"inputs\":[{\"name\":\"input\",\"data\":" + deep), 400, "ragged");
        assertError(infer("{\"x\":" + deep), 400, "too deep");
        String digits = "9".repeat(500_000);
        assertError(infer("{\"inputs\":[{\"name\":\"input\",\"data\":[" + digits + "]}]}"), 400, "a number");
        assertError(infer("{\"" + digits + "\": 1}"), 400, "malformed");
        assertError(infer("{\"id\":\"" + digits + "\"}"), 400, "id must be text");
    }

    @Test
    void refusesMoreNumbersThanARequestMayHave() {
        String zeros = "0,".repeat(4 * InferBody.FLOATS) + "0";
        assertError(infer("{\"inputs\":[{\"data\":[" + zeros + "]}]}"), 400, "more than 4 pictures");
    }

    /// Text of two bytes makes a float of four.
    @Test
    void countsTheNumbersAmongTheBytesInFlight() {
        String zeros = "0,".repeat(4 * InferBody.FLOATS - 1) + "0";
        Queue<Long> held = new ConcurrentLinkedQueue<>();
        service.classifier.tensorAnswer = tensor -> {
            held.add(service.bytesInFlight());
            return Future.succeededFuture(FakeClassifier.wine());
        };
        String json = "{\"inputs\":[{\"name\":\"input\",\"datatype\":\"FP32\",\"shape\":[4,3,224,224],\"data\":[%s]}]}"
                .formatted(zeros);
        assertThat(infer(json).statusCode()).isEqualTo(200);
        long all = json.length() + 4L * 4 * InferBody.FLOATS;
        assertThat(held).as("pictures stay until all are answered").containsExactly(all, all, all, all);
        assertThat(service.bytesInFlight()).isZero();
        service.classifier.capacity = 0;
        assertError(infer(json), 503, "All places");
    }

    @Test
    void refusesNumbersThatThereIsNoMemoryFor() {
        String json = "{\"inputs\":[{\"data\":[%s]}]}".formatted("0,".repeat(InferBody.FLOATS) + "0");
        LoadLimits tight = new LoadLimits(2 * 500_000, 0, 64, 0);
        try (Service small = new Service(Service.tensors(500_000, tight))) {
            assertError(small.send(small.request(INFER).POST(BodyPublishers.ofString(json))), 503, "fill the memory");
            assertThat(small.bytesInFlight()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "", "x", "99999999999", "1e2"})
    void refusesAHeaderLengthThatIsNone(String length) {
        assertError(service.send(post(GOOD).header("Inference-Header-Content-Length", length)), 400, "whole number");
    }

    @Test
    void refusesBinaryDataThatDoNotAddUp() {
        InferBody good = InferBody.photos("[1]", "red".getBytes(UTF_8));
        assertError(infer(good, good.jsonLength() + 100), 400, "larger than the body");
        assertError(infer(good, 0), 400, "must be an object");
        assertError(infer(good, 10), 400, "cut off");
        assertError(infer(new InferBody(good.json(), new byte[6]), good.jsonLength()), 400, "7, and 6 bytes follow");
        assertError(
                infer(new InferBody(good.json(), new byte[7]), good.jsonLength()), 400, "more bytes than the shape");
        byte[] huge = {-1, -1, -1, -1, 'r', 'e', 'd'};
        assertError(infer(new InferBody(good.json(), huge), good.jsonLength()), 400, "end inside an element");
        InferBody two = new InferBody(good.json().replace("[1]", "[2]"), good.binary());
        assertError(infer(two, two.jsonLength()), 400, "end inside an element");
        InferBody little = InferBody.tensors(1, 1, 2, 3);
        assertError(infer(little, little.jsonLength()), 400, "must be 602,112 for that shape");
        InferBody both = new InferBody(GOOD, new byte[3]);
        assertError(infer(both, both.jsonLength()), 400, "no input accounts for");
    }

    @Test
    void knowsOneModelAndOneVersion() {
        assertError(service.get("/v2/models/beer"), 404, "no model \"beer\" here, only \"drinks\"");
        assertError(service.get("/v2/models/drinks/versions/2"), 404, "no version \"2\" of drinks here, only \"1\"");
        assertError(service.get("/v2/models/beer/ready"), 404, "beer");
        assertError(service.send(post("/v2/models/%3Cb%3E/infer", GOOD)), 404, "no model \"<b>\"");
        assertError(service.send(post("/v2/models/drinks/versions/2/infer", GOOD)), 404, "version \"2\"");
        assertThat(service.send(post("/v2/models/drinks/versions/1/infer", GOOD))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesInTheSameFormWhereNoOperationIsReached() {
        assertError(service.get("/v2/none"), 404, "/v2/none");
        assertError(service.get(INFER), 405, "Use POST");
        assertThat(service.get("/v20").body()).contains("/problems/not-found");
    }

    @Test
    void failsAllPicturesIfOneFails() {
        AtomicReference<BooleanSupplier> calledOff = new AtomicReference<>(() -> false);
        AtomicBoolean was = new AtomicBoolean();
        Promise<Classification> slow = Promise.promise();
        service.classifier.answer = (photo, abandoned) -> {
            if (photo.length == 1) {
                calledOff.set(abandoned);
                return slow.future();
            }
            Thread.startVirtualThread(() -> {
                was.set(within5Seconds(calledOff.get()));
                slow.fail(new CancellationException());
            });
            return Future.failedFuture(new Failure.UnreadableImage("The JPEG ends early."));
        };
        InferBody two = InferBody.photos("[2]", new byte[1], new byte[2]);
        assertError(infer(two, two.jsonLength()), 422, "Picture 2 of 2: The JPEG ends early.");
        assertThat(was).isTrue();
    }

    private static boolean within5Seconds(BooleanSupplier calledOff) {
        long end = System.nanoTime() + 5_000_000_000L;
        while (!calledOff.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        return calledOff.getAsBoolean();
    }

    @Test
    void takesNoPlaceIfThereIsNotOneForEachPicture() {
        service.classifier.capacity = 2;
        InferBody three = InferBody.photos("[3]", new byte[1], new byte[1], new byte[1]);
        var answer = infer(three, three.jsonLength());
        assertError(answer, 503, "All places are taken");
        assertThat(answer.headers().firstValue("retry-after")).hasValue("2");
        assertThat(service.classifier.seen).isEmpty();
    }

    @Test
    void passesOnWhyAPhotoIsRefused() {
        service.classifier.answer = (photo, abandoned) ->
                Future.failedFuture(new Failure.Overloaded("deadline", "Come again.", Duration.ofSeconds(3)));
        var late = infer(GOOD);
        assertError(late, 503, "Come again.");
        assertThat(late.headers().firstValue("retry-after")).hasValue("3");
        service.classifier.answer = (photo, abandoned) -> Future.failedFuture(new IllegalStateException("secret"));
        assertError(infer(GOOD), 500, "Report the request id");
        assertThat(infer(GOOD).body()).doesNotContain("secret", "Exception");
    }

    @Test
    void refusesTooMuchAndWhatIsCompressed() {
        assertError(infer(" ".repeat((8 << 20) + 1)), 413, "larger than 8,388,608 bytes");
        assertError(service.send(post(GOOD).header("Content-Encoding", "gzip")), 415, "Content-Encoding");
    }

    @Test
    void wantsTheKeyWhereOneIsSetButNotForHealth() {
        try (Service guarded = new Service(Service.config(List.of(AccessTest.sha256("red")), 0, 1))) {
            for (String path : List.of("/v2", "/v2/models/drinks", "/v2/models/drinks/versions/9")) {
                var refused = guarded.get(path);
                assertError(refused, 401, "Send a key");
                assertThat(refused.headers().firstValue("www-authenticate")).hasValue("Bearer");
            }
            var infer = guarded.request(INFER).POST(BodyPublishers.ofString(GOOD));
            assertError(guarded.send(infer), 401, "Send a key");
            assertThat(guarded.send(infer.header("X-API-Key", "red")).statusCode())
                    .isEqualTo(200);
            for (String path : List.of("/v2/health/live", "/v2/health/ready", "/v2/models/drinks/ready", "/ping")) {
                assertThat(guarded.get(path).statusCode()).as(path).isEqualTo(200);
            }
        }
    }

    @Test
    void tellsProbesThatItStopsAndRefusesTheRest() {
        Promise<Classification> slow = Promise.promise();
        try (Service stopping = new Service();
                Wire inFlight = stopping.wire();
                Wire live = stopping.wire();
                Wire ready = stopping.wire();
                Wire ping = stopping.wire();
                Wire late = stopping.wire()) {
            stopping.classifier.answer = (photo, abandoned) -> slow.future();
            inFlight.head("POST /predictions/drinks HTTP/1.1", "Content-Length: 5")
                    .send("photo");
            UploadTest.eventually(() -> stopping.classifier.inFlight() == 1);
            // Connections with nothing on them might be closed by then.
            List.of(late, live, ready, ping).forEach(wire -> wire.send("GET "));
            Future<Void> closed = stopping.server.close();
            stopping.awaitDraining();
            late.head("/v2/models/drinks HTTP/1.1");
            live.head("/v2/health/live HTTP/1.1");
            ready.head("/v2/health/ready HTTP/1.1");
            ping.head("/ping HTTP/1.1");
            assertThat(live.answer().status()).isEqualTo(200);
            assertThat(ready.answer().body()).isEqualTo("{\"ready\":false}\n");
            assertThat(ping.answer().body()).isEqualTo("{\"status\":\"Unhealthy\"}\n");
            Wire.Answer refused = late.answer();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.head()).contains("connection: close").contains("retry-after: ");
            assertThat(new JsonObject(refused.body()).getString("error")).contains("is stopping");
            slow.complete(FakeClassifier.wine());
            assertThat(inFlight.answer().status()).isEqualTo(200);
            closed.await();
        }
    }

    private HttpResponse<String> infer(String json) {
        return service.send(post(json));
    }

    private HttpResponse<String> infer(InferBody body, int jsonLength) {
        return service.send(service.request(INFER)
                .header("Inference-Header-Content-Length", Integer.toString(jsonLength))
                .POST(BodyPublishers.ofByteArray(body.bytes())));
    }

    private HttpRequest.Builder post(String json) {
        return post(INFER, json);
    }

    private HttpRequest.Builder post(String path, String json) {
        return service.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
    }

    private static void assertError(HttpResponse<String> answer, int status, String words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("x-request-id")).isPresent();
        JsonObject error = new JsonObject(answer.body());
        assertThat(error.fieldNames()).containsExactly("error");
        assertThat(error.getString("error")).contains(words).endsWith(".");
    }
}
