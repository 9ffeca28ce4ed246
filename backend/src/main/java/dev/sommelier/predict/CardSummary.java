package dev.sommelier.predict;

import dev.sommelier.model.Bundle;
import dev.sommelier.model.ModelCard;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a list says of a model: enough to tell it from the others. A card may be long, and this is not.
final class CardSummary {
    private static final List<String> PROVENANCE = List.of("created", "command", "run", "commit", "weights_sha256");

    private static final int LONGEST_TEXT = 200;
    private static final int MOST_LABELS = 1000;
    private static final int MOST_FIGURES = 50;

    private CardSummary() {}

    static JsonObject of(ModelCard card) {
        JsonObject summary = new JsonObject()
                .put("name", card.name())
                .put("version", card.version())
                .put("architecture", card.architecture())
                .put(
                        "labels",
                        new JsonArray(card.labels().stream().limit(MOST_LABELS).toList()))
                .put("metrics", metrics(card.metrics(), true))
                .put("provenance", provenance(card.provenance()))
                .put(
                        "calibration",
                        new JsonObject().put("temperature", card.calibration().temperature()));
        card.familiarity()
                .ifPresent(rule -> summary.put("familiarity", new JsonObject().put("threshold", rule.threshold())));
        card.int8().ifPresent(int8 -> summary.put("int8", new JsonObject().put("accuracy_loss", int8.accuracyLoss())));
        return summary.put("evaluation", card.sha256().containsKey(Bundle.EVALUATION))
                .put("thumbnails", card.sha256().containsKey(Bundle.THUMBNAILS));
    }

    /// Figures by themselves and in one group; what is nested deeper, such as a figure for each class, is left
    /// out.
    private static JsonObject metrics(Map<?, ?> metrics, boolean groups) {
        JsonObject figures = new JsonObject();
        metrics.entrySet().stream().limit(MOST_FIGURES).forEach(figure -> {
            if (figure.getValue() instanceof Map<?, ?> group && groups) {
                figures.put(String.valueOf(figure.getKey()), metrics(group, false));
            } else if (isFigure(figure.getValue())) {
                figures.put(String.valueOf(figure.getKey()), figure.getValue());
            }
        });
        return figures;
    }

    /// A number, or the two ends of an interval.
    private static boolean isFigure(Object value) {
        return value instanceof Number
                || (value instanceof List<?> ends
                        && ends.size() == 2
                        && ends.stream().allMatch(Number.class::isInstance));
    }

    private static JsonObject provenance(Map<String, Object> provenance) {
        JsonObject origin = new JsonObject();
        PROVENANCE.forEach(key -> text(provenance.get(key)).ifPresent(text -> origin.put(key, text)));
        text(inside(provenance, "dataset", "sha256")).ifPresent(text -> origin.put("dataset_sha256", text));
        if (inside(provenance, "config", "train.seed") instanceof Number seed) {
            origin.put("seed", seed);
        }
        return origin;
    }

    private static @Nullable Object inside(Map<String, Object> provenance, String group, String key) {
        return provenance.get(group) instanceof Map<?, ?> map ? map.get(key) : null;
    }

    /// Empty for what is no text, or has nothing in it.
    private static Optional<String> text(@Nullable Object value) {
        return value instanceof String text && !text.isEmpty()
                ? Optional.of(text.substring(0, Math.min(text.length(), LONGEST_TEXT)))
                : Optional.empty();
    }
}
