package dev.sommelier.load.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sommelier.load.photo.Photo;
import dev.sommelier.load.result.Outcome;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What makes an answer right.
final class Answer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int BUSY = 503;

    /// Each probability is rounded on its way through JSON.
    private static final double SUM_TOLERANCE = 1e-3;

    private static final List<String> PHOTO_FIELDS =
            List.of("predicted_class", "confidence", "probabilities", "model", "image", "request_id");
    private static final List<String> PROBLEM_FIELDS = List.of("type", "status", "detail", "request_id");

    private Answer() {}

    static Outcome toPhoto(int status, String body, Photo photo) {
        return status == OK ? prediction(json(body), photo.label()) : failed(status, body);
    }

    /// All photos answered, as they are good ones; each by itself has to be right.
    static Outcome toBatch(int status, String body, int photos) {
        if (status != OK) {
            return failed(status, body);
        }
        JsonNode all = json(body).path("predictions");
        if (all.size() != photos) {
            return Outcome.wrong("wrong number of predictions");
        }
        return StreamSupport.stream(all.spliterator(), false)
                .map(one -> one.path("problem").path("status").asInt() == BUSY
                        ? Outcome.REFUSED
                        : prediction(one.path("prediction"), ""))
                .filter(outcome -> !outcome.answered())
                .findFirst()
                .orElse(Outcome.RIGHT);
    }

    static Outcome up(int status, String body) {
        if (status != OK) {
            return failed(status, body);
        }
        JsonNode health = json(body);
        boolean up = health.path("status").asText().equals("up")
                && health.path("model").path("loaded").asBoolean();
        return up ? Outcome.RIGHT : Outcome.wrong("not up");
    }

    /// A bad input that is refused as it should be.
    static Outcome refused(int status, String body, int wanted) {
        if (status != wanted) {
            return failed(status, body);
        }
        return missing(json(body), PROBLEM_FIELDS) ? Outcome.wrong("wrong form of a refusal") : Outcome.RIGHT;
    }

    private static Outcome failed(int status, String body) {
        if (status != BUSY) {
            return Outcome.wrong("status " + status);
        }
        return missing(json(body), PROBLEM_FIELDS) ? Outcome.wrong("wrong form of a refusal") : Outcome.REFUSED;
    }

    /// @param label class of the photo, empty where nobody knows; a model of other classes cannot tell it
    private static Outcome prediction(JsonNode answer, String label) {
        JsonNode probabilities = answer.path("probabilities");
        if (missing(answer, PHOTO_FIELDS) || !answer.path("confidence").isNumber() || probabilities.isEmpty()) {
            return Outcome.wrong("wrong form");
        }
        if (!inRange(probabilities) || Math.abs(sum(probabilities) - 1) > SUM_TOLERANCE) {
            return Outcome.wrong("wrong sum");
        }
        String predicted = answer.path("predicted_class").asText();
        if (!isHighest(predicted, probabilities)) {
            return Outcome.wrong("predicted class is not the likeliest");
        }
        return probabilities.has(label) && !predicted.equals(label) ? Outcome.OTHER_CLASS : Outcome.RIGHT;
    }

    private static boolean isHighest(String predicted, JsonNode probabilities) {
        double its = probabilities.path(predicted).asDouble(-1);
        return values(probabilities).allMatch(value -> value.asDouble() <= its);
    }

    private static boolean inRange(JsonNode probabilities) {
        return values(probabilities)
                .allMatch(value -> value.isNumber() && value.asDouble() >= 0 && value.asDouble() <= 1);
    }

    private static double sum(JsonNode probabilities) {
        return values(probabilities).mapToDouble(JsonNode::asDouble).sum();
    }

    private static Stream<JsonNode> values(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    private static boolean missing(JsonNode answer, List<String> fields) {
        return !fields.stream().allMatch(answer::hasNonNull);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
