package dev.sommelier.runs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sommelier.failure.Failure;
import dev.sommelier.track.StoredRun;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// `GET /runs/{id}/evaluation`: how good the model is that came of a run, by the files that the run keeps.
final class Judged {
    private static final String FILE = "evaluation.json";

    /// A thousand classes take about 3 MB.
    private static final int LARGEST = 8 << 20;

    /// Classes of which the whole matrix is answered; of more, the most frequent confusions.
    private static final int MATRIX = 50;

    private static final int MOST_CONFUSIONS = 50;
    private static final int MOST_BINS = 100;
    private static final int MOST_LABELS = 10_000;

    private Judged() {}

    /// @throws Failure.NotFound if the run keeps no evaluation
    static JsonObject of(StoredRun run) {
        JsonNode kept = Shelf.kept(run, FILE, LARGEST);
        if (!kept.path("summary").isObject()) {
            throw new Failure.NotFound(
                    "Run %s keeps no evaluation: it has not come to its end, or an earlier version of Sommelier made it."
                            .formatted(Row.id(run)));
        }
        JsonArray labels = labels(kept.path("labels"));
        JsonObject json = new JsonObject()
                .put("id", Row.id(run))
                .put("data", Shown.text(kept.path("data").asText()))
                .put("photos", kept.path("photos").asInt())
                .put("labels", labels)
                .put("summary", summary(kept.path("summary")))
                .put("classes", classes(kept.path("classes").path("figures")))
                .put("reliability", reliability(kept.path("calibration")));
        confusion(json, kept.path("classes").path("confusion_by_true_class"), labels.size());
        return json.put("mistakes", Mistakes.of(run));
    }

    private static JsonArray labels(JsonNode labels) {
        JsonArray json = new JsonArray();
        for (JsonNode label : labels) {
            if (json.size() < MOST_LABELS) {
                json.add(Shown.text(label.asText()));
            }
        }
        return json;
    }

    private static JsonObject summary(JsonNode summary) {
        return new JsonObject()
                .put("accuracy", Shown.number(summary.path("accuracy")))
                .put("accuracy_95", interval(summary.path("accuracy_95")))
                .put("macro_f1", Shown.number(summary.path("macro_f1")))
                .put("log_loss", Shown.number(summary.path("log_loss")))
                .put("brier", Shown.number(summary.path("brier")))
                .put("calibration_error", Shown.number(summary.path("calibration_error")));
    }

    private static JsonArray classes(JsonNode figures) {
        JsonArray json = new JsonArray();
        figures.properties().stream()
                .limit(MOST_LABELS)
                .forEach(each -> json.add(new JsonObject()
                        .put("label", Shown.text(each.getKey()))
                        .put("support", each.getValue().path("support").asInt())
                        .put("precision", Shown.number(each.getValue().path("precision")))
                        .put("recall", Shown.number(each.getValue().path("recall")))
                        .put("recall_95", interval(each.getValue().path("recall_95")))
                        .put("f1", Shown.number(each.getValue().path("f1")))));
        return json;
    }

    private static JsonArray interval(JsonNode two) {
        return new JsonArray().add(Shown.number(two.path(0))).add(Shown.number(two.path(1)));
    }

    private static JsonObject reliability(JsonNode calibration) {
        return new JsonObject()
                .put("temperature", Shown.number(calibration.path("temperature")))
                .put("error", Shown.number(calibration.path("after").path("error")))
                .put("error_before", Shown.number(calibration.path("before").path("error")))
                .put("bins", bins(calibration.path("after").path("bins")))
                .put("bins_before", bins(calibration.path("before").path("bins")));
    }

    private static JsonArray bins(JsonNode bins) {
        JsonArray json = new JsonArray();
        for (JsonNode bin : bins) {
            if (json.size() < MOST_BINS) {
                json.add(new JsonObject()
                        .put("photos", bin.path("photos").asInt())
                        .put("confidence", Shown.number(bin.path("confidence")))
                        .put("accuracy", Shown.number(bin.path("accuracy"))));
            }
        }
        return json;
    }

    /// @param matrix counts, true class by row
    private static void confusion(JsonObject json, JsonNode matrix, int labels) {
        record Pair(int truth, int predicted, int count) {}
        List<Pair> pairs = new ArrayList<>();
        JsonArray rows = new JsonArray();
        for (int t = 0; t < labels; t++) {
            JsonArray row = new JsonArray();
            for (int p = 0; p < labels; p++) {
                int count = matrix.path(t).path(p).asInt();
                row.add(count);
                if (t != p && count > 0) {
                    pairs.add(new Pair(t, p, count));
                }
            }
            if (labels <= MATRIX) {
                rows.add(row);
            }
        }
        if (labels <= MATRIX) {
            json.put("confusion", rows);
        }
        JsonArray most = new JsonArray();
        pairs.stream()
                .sorted(Comparator.comparingInt(Pair::count).reversed())
                .limit(MOST_CONFUSIONS)
                .forEach(pair -> most.add(new JsonObject()
                        .put("label", json.getJsonArray("labels").getString(pair.truth()))
                        .put("predicted", json.getJsonArray("labels").getString(pair.predicted()))
                        .put("count", pair.count())));
        json.put("confusions", most);
    }
}
