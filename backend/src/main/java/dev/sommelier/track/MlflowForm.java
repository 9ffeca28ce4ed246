package dev.sommelier.track;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mlflow.api.proto.Service.CreateRun;
import org.mlflow.api.proto.Service.Metric;
import org.mlflow.api.proto.Service.Param;
import org.mlflow.api.proto.Service.RunTag;

/// A run in the words of MLflow, within what its servers take.
///
/// @see <a href="https://mlflow.org/docs/latest/rest-api.html#request-limits">request limits</a>
final class MlflowForm {
    static final int PARAMS = 100;
    static final int METRICS = 1000;
    private static final int KEY = 250;
    private static final int PARAM_VALUE = 500;
    private static final int TAG_VALUE = 5000;

    private MlflowForm() {}

    static CreateRun.Builder run(StoredRun stored) {
        RunCard card = stored.card();
        CreateRun.Builder run = CreateRun.newBuilder()
                .setRunName(card.id())
                .setStartTime(card.session().started().toEpochMilli())
                .addTags(tag("mlflow.source.name", "sommelier"))
                .addTags(tag("sommelier.run", card.id()));
        if (card.sessions().size() > 1) {
            run.addTags(tag("sommelier.resumed-from-epoch", String.valueOf(card.epoch())));
        }
        String commit = stored.environment().path("commit").asText("");
        if (!commit.isEmpty()) {
            run.addTags(tag("mlflow.source.git.commit", commit));
        }
        card.tags().forEach((key, value) -> run.addTags(tag(name(key), value)));
        return run;
    }

    private static RunTag tag(String key, String value) {
        return RunTag.newBuilder().setKey(key).setValue(cut(value, TAG_VALUE)).build();
    }

    /// Batches; a setting that is empty is left out, as some servers refuse those.
    static List<List<Param>> params(Map<String, String> config) {
        List<Param> params = new ArrayList<>();
        config.forEach((key, value) -> {
            if (!value.isEmpty()) {
                params.add(Param.newBuilder()
                        .setKey(name(key))
                        .setValue(cut(value, PARAM_VALUE))
                        .build());
            }
        });
        return batches(params, PARAMS);
    }

    static List<Metric> metrics(String prefix, long step, Instant time, Map<String, Double> metrics) {
        List<Metric> all = new ArrayList<>();
        metrics.forEach((key, value) -> all.add(Metric.newBuilder()
                .setKey(name(prefix + key))
                .setValue(value)
                .setTimestamp(time.toEpochMilli())
                .setStep(step)
                .build()));
        return all;
    }

    static <T> List<List<T>> batches(List<T> all, int size) {
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            batches.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return batches;
    }

    private static String name(String key) {
        return cut(key.replaceAll("[^\\w./ -]", "_"), KEY);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
