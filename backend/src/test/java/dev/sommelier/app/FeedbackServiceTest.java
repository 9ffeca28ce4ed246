package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.model.Bundle;
import dev.sommelier.model.RandomModel;
import dev.sommelier.model.Versions;
import dev.sommelier.network.Safetensors;
import dev.sommelier.network.Tensor;
import dev.sommelier.network.Weights;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The whole service with a real, small model: what people say of answers, and what else is told of them.
class FeedbackServiceTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    private static @Nullable OperatedService shared;

    @AfterAll
    static void close() {
        if (shared != null) {
            shared.close();
        }
    }

    @Test
    void keepsWhatPeopleSayOfItsAnswersBeyondItsOwnLife() throws Exception {
        String database = "monitor.folder=" + folder.resolve("kept");
        try (OperatedService running = OperatedService.start(folder, database)) {
            JsonObject answer = predict(running, "");
            String id = answer.getString("request_id");
            String predicted = answer.getString("predicted_class");
            String other = predicted.equals("wine") ? "beer" : "wine";
            HttpResponse<String> stored =
                    say(running, new JsonObject().put("request_id", id).put("label", other));
            assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
            assertThat(new JsonObject(stored.body()))
                    .isEqualTo(new JsonObject()
                            .put("request_id", id)
                            .put("predicted_class", predicted)
                            .put("label", other)
                            .put("correct", false)
                            .put("model", new JsonObject().put("name", "random").put("version", "1")));
            assertThat(running.metric("sommelier_feedback_total{verdict=\"wrong\"}"))
                    .isEqualTo(1);
            JsonObject right = new JsonObject().put("request_id", id).put("correct", true);
            assertThat(say(running, right).statusCode()).isEqualTo(200);
            assertThat(say(running, right).statusCode()).isEqualTo(200);
            assertThat(running.metric("sommelier_feedback_total{verdict=\"right\"}"))
                    .isEqualTo(1);
            assertThat(summary(running)).isEqualTo(summaryOf(predicted));
            assertThat(running.get("/feedback/summary").statusCode())
                    .as("answered on the management port alone")
                    .isEqualTo(404);
        }
        try (OperatedService again = OperatedService.start(folder, database)) {
            assertThat(summary(again).getInteger("right")).isEqualTo(1);
        }
    }

    private static JsonObject summaryOf(String predicted) {
        JsonObject count = new JsonObject()
                .put("model", "random")
                .put("version", "1")
                .put("predicted_class", predicted)
                .put("label", predicted)
                .put("count", 1);
        return new JsonObject().put("right", 1).put("wrong", 0).put("counts", new JsonArray().add(count));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"request_id": "nobody", "correct": true}               | 404 | No answer of POST /predict with this
            {"request_id": "asked", "label": "milk"}                | 400 | The label is none of beer, whiskey, wine.
            {"request_id": "asked", "label": 1}                     | 400 | needs a text as label
            {"request_id": "asked"}                                 | 400 | either the label, or correct
            {"request_id": "asked", "correct": false}               | 400 | either the label, or correct
            {"request_id": "asked", "correct": null}                | 400 | needs a text as label
            {"request_id": "asked", "label": "beer", "correct": true} | 400 | either the label, or correct
            {"request_id": "asked", "label": "beer", "why": ""}     | 400 | a key that is not known here
            {"label": "beer"}                                       | 400 | needs a text as request_id
            []                                                      | 400 | is no JSON object
            `` | 400 | is no JSON object
            """)
    void refusesWhatIsNoFeedbackAndSaysWhy(String body, int status, String reason) throws Exception {
        HttpResponse<String> answer = say(shared(), body, "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(reason);
    }

    @Test
    void refusesOtherFormsAndLargeBodies() throws Exception {
        assertThat(say(shared(), "{}", "text/plain").statusCode()).isEqualTo(415);
        assertThat(say(shared(), " ".repeat(9000), "application/json").statusCode())
                .isEqualTo(413);
    }

    @Test
    void tellsHowSureItsAnswersAreAndHowFullItsPasses() throws Exception {
        try (OperatedService running = OperatedService.start(folder)) {
            double confidence = predict(running, "").getDouble("confidence");
            assertThat(running.metric("sommelier_confidence_count")).isEqualTo(1);
            assertThat(running.metric("sommelier_confidence_bucket{le=\"1.0\"}"))
                    .isEqualTo(1);
            String below = String.valueOf(Math.floor(confidence * 10) / 10);
            assertThat(running.metric("sommelier_confidence_bucket{le=\"%s\"}".formatted(below)))
                    .isZero();
            assertThat(running.metric("sommelier_pass_size_photos_bucket{le=\"1.0\"}"))
                    .as("passes that warm up do not count")
                    .isEqualTo(1);
            String metrics = running.get("/metrics").body();
            assertThat(metrics)
                    .contains("sommelier_predictions_total{class=", "sommelier_refusals_total{reason=")
                    .contains("sommelier_stage_seconds_bucket{stage=\"inference\"", "process_cpu_usage ")
                    .contains("process_resident_memory_bytes ");
        }
    }

    @Test
    void showsTheNearestTrainingPhotosToWhoeverAsks() throws Exception {
        Path model = folder.resolve("models/reference");
        new Versions(model)
                .publish(
                        version -> RandomModel.card(version, 64),
                        Map.of(
                                Bundle.WEIGHTS,
                                Safetensors.write(RandomModel.weights(7)),
                                Bundle.REFERENCE,
                                reference()));
        try (OperatedService running = OperatedService.start(folder, "serve.model=" + model)) {
            assertThat(predict(running, "").containsKey("neighbours")).isFalse();
            JsonArray neighbours = predict(running, "?neighbours=2").getJsonArray("neighbours");
            assertThat(neighbours).hasSize(2);
            assertThat(neighbours.getJsonObject(0).getString("label")).isEqualTo("beer");
            assertThat(neighbours.getJsonObject(0).getDouble("similarity"))
                    .isBetween(0.1, 1.0)
                    .isGreaterThan(neighbours.getJsonObject(1).getDouble("similarity"));
            assertThat(neighbours.getJsonObject(0).fieldNames()).containsExactly("label", "similarity");
            assertThat(ask(running, "?neighbours=11").body()).contains("a whole number from 0 to 10");
        }
        assertThat(predict(shared(), "?neighbours=3").containsKey("neighbours"))
                .as("a model without training photos")
                .isFalse();
    }

    /// One photo of equal values, and one of a single one.
    private static byte[] reference() {
        float[] values = new float[2 * 512];
        for (int i = 0; i < 512; i++) {
            values[i] = 1;
        }
        values[512] = 1;
        return Safetensors.write(new Weights(Map.of(
                "embedding", new Tensor(List.of(2, 512), values),
                "label", new Tensor(List.of(2), new float[] {0, 2}))));
    }

    private static OperatedService shared() throws Exception {
        OperatedService running = shared;
        if (running == null) {
            running = OperatedService.start(folder, "monitor.folder=" + folder.resolve("shared"));
            shared = running;
            predict(running, "");
        }
        return running;
    }

    private static JsonObject predict(OperatedService service, String query) throws Exception {
        HttpResponse<String> answer = ask(service, query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static HttpResponse<String> ask(OperatedService service, String query) throws Exception {
        return send(
                service,
                HttpRequest.newBuilder(URI.create(service.service().address() + "/predict" + query))
                        .header("Content-Type", "image/jpeg")
                        .header("X-Request-Id", "asked")
                        .POST(BodyPublishers.ofByteArray(OperatedService.PHOTO)));
    }

    private static HttpResponse<String> say(OperatedService service, JsonObject body) throws Exception {
        return say(service, body.encode(), "application/json");
    }

    private static HttpResponse<String> say(OperatedService service, String body, String type) throws Exception {
        return send(
                service,
                HttpRequest.newBuilder(URI.create(service.service().address() + "/feedback"))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body)));
    }

    private static JsonObject summary(OperatedService service) throws Exception {
        String address = service.service().addresses().management() + "/feedback/summary";
        return new JsonObject(
                send(service, HttpRequest.newBuilder(URI.create(address))).body());
    }

    private static HttpResponse<String> send(OperatedService service, HttpRequest.Builder request) throws Exception {
        return service.client().send(request.build(), BodyHandlers.ofString());
    }
}
