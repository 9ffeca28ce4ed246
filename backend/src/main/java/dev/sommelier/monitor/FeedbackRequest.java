package dev.sommelier.monitor;

import dev.sommelier.failure.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a client sends about an answer.
///
/// @param label that the photo shows; empty if the answer is right
record FeedbackRequest(String requestId, Optional<String> label) {
    private static final Set<String> KEYS = Set.of("request_id", "label", "correct");
    private static final int LISTED = 20;
    private static final String FORM =
            "Send {\"request_id\": ID, \"label\": CLASS} or {\"request_id\": ID, \"correct\": true}.";

    /// @throws Failure.BadRequest if it has another form
    static FeedbackRequest parse(byte[] body) {
        JsonObject json = json(body);
        if (!KEYS.containsAll(json.fieldNames())) {
            throw new Failure.BadRequest("The body has a key that is not known here. " + FORM);
        }
        Object correct = json.getValue("correct");
        if (json.containsKey("label") == json.containsKey("correct") || (correct != null && !correct.equals(true))) {
            throw new Failure.BadRequest("The body needs either the label, or correct to be true. " + FORM);
        }
        return new FeedbackRequest(
                text(json, "request_id"), correct == null ? Optional.of(text(json, "label")) : Optional.empty());
    }

    private static JsonObject json(byte[] body) {
        try {
            return new JsonObject(Buffer.buffer(body));
        } catch (DecodeException | ClassCastException e) {
            throw new Failure.BadRequest("The body is no JSON object. " + FORM);
        }
    }

    private static String text(JsonObject json, String key) {
        if (json.getValue(key) instanceof String text) {
            return text;
        }
        throw new Failure.BadRequest("The body needs a text as %s. %s".formatted(key, FORM));
    }

    /// @throws Failure.BadRequest naming the labels that the model has, if this one is none of them
    Feedback about(GivenAnswer answer) {
        String said = label.orElseGet(answer::label);
        List<String> labels = answer.model().labels();
        if (!labels.contains(said)) {
            throw new Failure.BadRequest("The label is none of %s%s."
                    .formatted(
                            String.join(", ", labels.subList(0, Math.min(LISTED, labels.size()))),
                            labels.size() > LISTED ? " and %d more".formatted(labels.size() - LISTED) : ""));
        }
        return new Feedback(answer, said);
    }
}
