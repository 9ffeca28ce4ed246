package dev.sommelier.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sommelier.image.DrawnPhoto;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.model.RandomModel;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All of the API with a real, small model: whichever interface a photo comes by, the answer is the same.
class ClientsTest {
    private static final Preprocessing PREPROCESSING = RandomModel.card(1, 64).preprocessing();
    private static final byte[] PHOTO = DrawnPhoto.tiles(0.1f, 100, 1);
    private static final byte[] OTHER = DrawnPhoto.tiles(0.6f, 90, 2);

    @TempDir
    Path folder = Path.of("");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void giveOnePhotoOneAnswer() throws Exception {
        RandomModel.publish(folder.resolve("random"));
        try (client;
                Service service = start()) {
            List<Double> expected = predict(service, PHOTO);
            List<Double> other = predict(service, OTHER);
            assertThat(other).isNotEqualTo(expected);
            assertClose(inOrder(post(service, "/predictions/random", BodyPublishers.ofByteArray(PHOTO))), expected);
            String base64 = Base64.getEncoder().encodeToString(PHOTO);
            assertClose(infer(service, "image", "BYTES", "[1]", "[\"" + base64 + "\"]"), expected);
            assertClose(infer(service, "input", "FP32", "[1,3,64,64]", Arrays.toString(tensor(PHOTO))), expected);
            List<Double> both = inferBinary(service, tensor(PHOTO), tensor(OTHER));
            assertClose(both.subList(0, 3), expected);
            assertClose(both.subList(3, 6), other);
        }
    }

    private Service start() {
        return Service.start(ServiceConfig.of(Settings.resolve(
                folder,
                Map.of(),
                List.of(
                        "serve.model=" + folder.resolve("random"),
                        "serve.http.host=127.0.0.1",
                        "serve.http.port=0",
                        "serve.management.port=0",
                        "inference.calibrate=false",
                        "serve.grace=2s",
                        "inference.workers=1",
                        "inference.cache=" + folder.resolve("cache")))));
    }

    private List<Double> predict(Service service, byte[] photo) throws Exception {
        HttpRequest.Builder request = request(service, "/predict").header("Content-Type", "image/jpeg");
        return inOrder(send(request.POST(BodyPublishers.ofByteArray(photo))).getJsonObject("probabilities"));
    }

    private List<Double> infer(Service service, String name, String datatype, String shape, String data)
            throws Exception {
        String json = "{\"inputs\":[{\"name\":\"%s\",\"datatype\":\"%s\",\"shape\":%s,\"data\":%s}]}"
                .formatted(name, datatype, shape, data);
        return probabilities(post(service, "/v2/models/random/infer", BodyPublishers.ofString(json)));
    }

    private List<Double> inferBinary(Service service, float[] one, float[] other) throws Exception {
        ByteBuffer floats = ByteBuffer.allocate(4 * (one.length + other.length)).order(ByteOrder.LITTLE_ENDIAN);
        floats.asFloatBuffer().put(one).put(other);
        String json =
                "{\"inputs\":[{\"name\":\"input\",\"datatype\":\"FP32\",\"shape\":[2,3,64,64],\"parameters\":{\"binary_data_size\":%d}}]}"
                        .formatted(floats.capacity());
        HttpRequest.Builder request = request(service, "/v2/models/random/versions/1/infer")
                .header("Inference-Header-Content-Length", Integer.toString(json.length()))
                .POST(BodyPublishers.ofByteArrays(List.of(json.getBytes(UTF_8), floats.array())));
        return probabilities(send(request));
    }

    private JsonObject post(Service service, String path, BodyPublisher body) throws Exception {
        return send(request(service, path).POST(body));
    }

    private static HttpRequest.Builder request(Service service, String path) {
        return HttpRequest.newBuilder(URI.create(service.address() + path));
    }

    private JsonObject send(HttpRequest.Builder request) throws Exception {
        var answer = client.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static float[] tensor(byte[] photo) {
        FloatBuffer tensor = FloatBuffer.allocate(PREPROCESSING.floats());
        new PhotoReader(PREPROCESSING, 1_000_000).read(photo, tensor);
        return tensor.array();
    }

    private static List<Double> probabilities(JsonObject answer) {
        JsonObject output = answer.getJsonArray("outputs").getJsonObject(0);
        assertThat(output.getString("name")).isEqualTo("probabilities");
        return output.getJsonArray("data").stream()
                .map(each -> ((Number) each).doubleValue())
                .toList();
    }

    private static List<Double> inOrder(JsonObject byLabel) {
        return RandomModel.LABELS.stream().map(byLabel::getDouble).toList();
    }

    private static void assertClose(List<Double> actual, List<Double> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        IntStream.range(0, expected.size())
                .forEach(i -> assertThat(actual.get(i)).isCloseTo(expected.get(i), within(1e-4)));
    }
}
