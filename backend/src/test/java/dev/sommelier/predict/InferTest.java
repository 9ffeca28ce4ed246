package dev.sommelier.predict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.inference.Classification;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The Open Inference Protocol, with requests as the clients of KServe and Triton write them.
class InferTest {

    private static final String INFER = "/v2/models/drinks/infer";
    private static final byte[] RED = "red photo".getBytes(UTF_8);
    private static final byte[] WHITE = {(byte) 0xff, (byte) 0xd8, 0, 1, 2};

    private final Service service = new Service(Service.tensors());

    @AfterEach
    void close() {
        assertThat(service.classifier.inFlight()).isZero();
        assertThat(service.bytesInFlight()).isZero();
        service.close();
    }

    @Test
    void tellsOfTheServer() {
        JsonObject server = json(service.get("/v2"));
        assertThat(server.getString("name")).isEqualTo("sommelier");
        assertThat(server.getString("version")).isEqualTo("1.2.3");
        assertThat(server.getJsonArray("extensions")).containsExactly("binary_tensor_data", "classification");
    }

    @Test
    void tellsOfTheModel() {
        for (String path : List.of("/v2/models/drinks", "/v2/models/drinks/versions/1")) {
            assertThat(json(service.get(path))).isEqualTo(new JsonObject("""
                    {"name": "drinks", "versions": ["1"], "platform": "fake",
                     "inputs": [{"name": "input", "datatype": "FP32", "shape": [-1, 3, 224, 224]},
                                {"name": "image", "datatype": "BYTES", "shape": [-1]}],
                     "outputs": [{"name": "probabilities", "datatype": "FP32", "shape": [-1, 3]},
                                 {"name": "label", "datatype": "BYTES", "shape": [-1]}]}"""));
        }
    }

    @Test
    void tellsWhetherItLivesAndIsReady() {
        assertThat(json(service.get("/v2/health/live")).getBoolean("live")).isTrue();
        assertThat(json(service.get("/v2/health/ready")).getBoolean("ready")).isTrue();
        assertThat(json(service.get("/v2/models/drinks/versions/1/ready")))
                .isEqualTo(new JsonObject().put("name", "drinks").put("ready", true));
        service.classifier.ready = false;
        assertThat(service.get("/v2/health/live").statusCode()).isEqualTo(200);
        for (String path : List.of("/v2/health/ready", "/v2/models/drinks/ready")) {
            assertThat(service.get(path).statusCode()).as(path).isEqualTo(503);
        }
    }

    @Test
    void answersAPhotoInJson() {
        JsonObject answer = json(infer("""
                {"id": "7", "inputs": [{"name": "image", "shape": [1], "datatype": "BYTES", "data": ["%s"]}]}""".formatted(Base64.getEncoder().encodeToString(WHITE))));
        assertThat(service.classifier.seen).isEqualTo(WHITE);
        assertThat(answer).isEqualTo(new JsonObject("""
                {"model_name": "drinks", "model_version": "1", "id": "7",
                 "outputs": [{"name": "probabilities", "datatype": "FP32", "shape": [1, 3], "data": [0.02, 0.05, 0.93]},
                             {"name": "label", "datatype": "BYTES", "shape": [1], "data": ["wine"]}]}"""));
    }

    @Test
    void readsBase64WithLineBreaksAndWithoutPadding() {
        String broken =
                Base64.getEncoder().withoutPadding().encodeToString(WHITE).replaceAll("(.{4})", "$1\\\\n");
        assertThat(infer(
                                "{\"inputs\":[{\"name\":\"image\",\"shape\":[1,1],\"datatype\":\"BYTES\",\"data\":[[\"%s\"]]}]}"
                                        .formatted(broken))
                        .statusCode())
                .isEqualTo(200);
        assertThat(service.classifier.seen).isEqualTo(WHITE);
    }

    @Test
    void answersEachPhotoOfABatchInItsRow() {
        service.classifier.answer = (photo, abandoned) -> Future.succeededFuture(
                Arrays.equals(photo, RED)
                        ? FakeClassifier.answer(0.9f, 0.1f, 0)
                        : FakeClassifier.answer(0.1f, 0.2f, 0.7f));
        JsonObject answer = json(infer(InferBody.photos("[3, 1]", RED, WHITE, RED)));
        assertThat(output(answer, 0).getJsonArray("shape")).containsExactly(3, 3);
        assertThat(output(answer, 0).getJsonArray("data")).containsExactly(0.9, 0.1, 0.0, 0.1, 0.2, 0.7, 0.9, 0.1, 0.0);
        assertThat(output(answer, 1).getJsonArray("data")).containsExactly("beer", "wine", "beer");
    }

    @Test
    void answersATensorAsTritonsPythonClientSendsAndReadsIt() {
        float[] values = new float[InferBody.FLOATS];
        values[0] = -1.5f;
        values[values.length - 1] = 2.25f;
        service.classifier.tensorAnswer = tensor -> {
            assertThat(tensor).isEqualTo(values);
            return Future.succeededFuture(FakeClassifier.wine());
        };
        HttpResponse<byte[]> answer = service.sendForBytes(request(InferBody.tensors(1, values)));
        assertThat(answer.statusCode()).isEqualTo(200);
        int length = (int) answer.headers()
                .firstValueAsLong("Inference-Header-Content-Length")
                .orElseThrow();
        assertThat(new JsonObject(new String(answer.body(), 0, length, UTF_8))).isEqualTo(new JsonObject("""
                {"model_name": "drinks", "model_version": "1", "id": "42",
                 "outputs": [{"name": "probabilities", "datatype": "FP32", "shape": [1, 3],
                              "parameters": {"binary_data_size": 12}},
                             {"name": "label", "datatype": "BYTES", "shape": [1],
                              "parameters": {"binary_data_size": 8}}]}"""));
        assertThat(Arrays.copyOfRange(answer.body(), length, length + 12))
                .isEqualTo(InferBody.floats(0.02f, 0.05f, 0.93f));
        assertThat(Arrays.copyOfRange(answer.body(), length + 12, answer.body().length))
                .isEqualTo(new byte[] {4, 0, 0, 0, 'w', 'i', 'n', 'e'});
    }

    @Test
    void answersEachTensorOfABatchFlatNestedOrInBinary() {
        service.classifier.tensorAnswer = tensor -> Future.succeededFuture(FakeClassifier.answer(tensor[1], 0, 0));
        float[] values = new float[2 * InferBody.FLOATS];
        values[1] = 0.25f;
        values[InferBody.FLOATS + 1] = 0.5f;
        InferBody binary = InferBody.tensors(2, values);
        String flat = Arrays.toString(values);
        for (InferBody body : List.of(
                new InferBody(
                        binary.json().replace(", \"parameters\": {\"binary_data_output\": true}", ""), binary.binary()),
                inJson("[2, 3, 224, 224]", flat),
                inJson("[2, 3, 224, 224]", nested(values)))) {
            JsonArray data = output(json(infer(body)), 0).getJsonArray("data");
            assertThat(data).containsExactly(0.25, 0.0, 0.0, 0.5, 0.0, 0.0);
        }
    }

    @Test
    void givesTheOutputsThatAreAskedForAsTheyAreAskedFor() {
        String inputs = "\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"cmVk\"]}]";
        JsonObject label = json(infer("{%s,\"outputs\":[{\"name\":\"label\"}]}".formatted(inputs)));
        assertThat(label.getJsonArray("outputs")).hasSize(1);
        assertThat(label.containsKey("id")).isFalse();
        JsonObject top =
                json(infer("{\"outputs\":[{\"parameters\":{\"classification\":2},\"name\":\"probabilities\"}],%s}"
                        .formatted(inputs)));
        assertThat(output(top, 0)).isEqualTo(new JsonObject("""
                {"name": "probabilities", "datatype": "BYTES", "shape": [1, 2],
                 "data": ["0.930000:2:wine", "0.050000:1:whiskey"]}"""));
        var mixed = service.sendForBytes(request(new InferBody("""
                {%s, "parameters": {"binary_data_output": true},
                 "outputs": [{"name": "label", "parameters": {"binary_data": false}}, {"name": "probabilities"}]}""".formatted(inputs), new byte[0])));
        assertThat(new String(mixed.body(), UTF_8)).contains("\"data\":[\"wine\"]");
        assertThat(Arrays.copyOfRange(mixed.body(), mixed.body().length - 12, mixed.body().length))
                .isEqualTo(InferBody.floats(0.02f, 0.05f, 0.93f));
    }

    @Test
    void countsTheMemoryOfPicturesUntilTheyAreAnswered() {
        Promise<Classification> slow = Promise.promise();
        service.classifier.tensorAnswer = tensor -> slow.future();
        InferBody one = InferBody.tensors(1, new float[InferBody.FLOATS]);
        var answer = CompletableFuture.supplyAsync(() -> infer(one));
        UploadTest.eventually(() -> service.classifier.inFlight() == 1);
        assertThat(service.bytesInFlight()).isEqualTo(one.bytes().length);
        slow.complete(FakeClassifier.wine());
        assertThat(answer.join().statusCode()).isEqualTo(200);
        UploadTest.eventually(() -> service.bytesInFlight() == 0);
    }

    @Test
    void countsWhatItClassifies() {
        assertThat(infer(InferBody.photos("[2]", RED, WHITE)).statusCode()).isEqualTo(200);
        assertThat(service.get("/metrics").body()).contains("sommelier_predictions_total{class=\"wine\"} 2.0");
    }

    private static InferBody inJson(String shape, String data) {
        return new InferBody(
                "{\"inputs\":[{\"data\":%s,\"datatype\":\"FP32\",\"shape\":%s,\"name\":\"input\"}]}"
                        .formatted(data, shape),
                new byte[0]);
    }

    /// `(N, 3, 224, 224)`.
    private static String nested(float[] values) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : ",");
            for (int side : new int[] {InferBody.FLOATS, 224 * 224, 224}) {
                text.append(i % side == 0 ? "[" : "");
            }
            text.append(values[i]);
            for (int side : new int[] {224, 224 * 224, InferBody.FLOATS}) {
                text.append((i + 1) % side == 0 ? "]" : "");
            }
        }
        return text.append("]").toString();
    }

    private HttpResponse<String> infer(String json) {
        return service.send(service.request(INFER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private HttpResponse<String> infer(InferBody body) {
        return service.send(request(body));
    }

    /// Without a content type, as Triton's client.
    private HttpRequest.Builder request(InferBody body) {
        HttpRequest.Builder request = service.request(INFER).POST(BodyPublishers.ofByteArray(body.bytes()));
        return body.binary().length == 0
                ? request
                : request.header("Inference-Header-Content-Length", Integer.toString(body.jsonLength()));
    }

    private static JsonObject output(JsonObject answer, int index) {
        return answer.getJsonArray("outputs").getJsonObject(index);
    }

    private static JsonObject json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        return new JsonObject(answer.body());
    }
}
