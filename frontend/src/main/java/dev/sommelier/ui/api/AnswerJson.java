package dev.sommelier.ui.api;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the backend's JSON. Only what the contract promises is believed: anything else reads as nothing.
final class AnswerJson {
    private static final JsonMapper JSON = new JsonMapper();

    private AnswerJson() {}

    static Optional<Prediction> prediction(byte[] body) {
        JsonNode answer = tree(body);
        List<Prediction.Score> scores = answer.path("probabilities")
                .propertyStream()
                .map(entry ->
                        new Prediction.Score(entry.getKey(), entry.getValue().asDouble(-1)))
                .sorted(Comparator.comparingDouble(Prediction.Score::probability)
                        .reversed())
                .toList();
        String label = answer.path("predicted_class").asString("");
        double confidence = answer.path("confidence").asDouble(-1);
        boolean sound = !label.isEmpty()
                && !scores.isEmpty()
                && isProbability(confidence)
                && scores.stream().allMatch(score -> isProbability(score.probability()));
        return sound
                ? Optional.of(new Prediction(
                        label,
                        confidence,
                        scores,
                        answer.path("familiar").asBoolean(true),
                        DetailsJson.read(answer, body)))
                : Optional.empty();
    }

    static Optional<ServedModel> model(byte[] body) {
        JsonNode model = tree(body).path("model");
        if (!model.path("loaded").asBoolean(false)) {
            return Optional.empty();
        }
        List<String> labels = model.path("labels")
                .valueStream()
                .map(label -> label.asString(""))
                .toList();
        return Optional.of(new ServedModel(
                model.path("name").asString(""), model.path("version").asString(""), labels));
    }

    /// @param label what the photo shows; empty if the answer is right
    static String feedback(String requestId, Optional<String> label) {
        var body = JSON.createObjectNode().put("request_id", requestId);
        label.ifPresentOrElse(said -> body.put("label", said), () -> body.put("correct", true));
        return JSON.writeValueAsString(body);
    }

    /// The sentence of a problem answer.
    static Optional<String> detail(byte[] body) {
        return Optional.of(tree(body).path("detail").asString("")).filter(detail -> !detail.isBlank());
    }

    private static boolean isProbability(double value) {
        return value >= 0 && value <= 1;
    }

    static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            return JSON.missingNode();
        }
    }
}
