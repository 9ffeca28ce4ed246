package dev.sommelier.train;

import dev.sommelier.dataset.Sample;
import dev.sommelier.dataset.Split;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How a model came about, as far as a reader needs it to make it again.
///
/// @param datasetSha256 hash over the content and label of every photo
/// @param weights SHA-256 of the file that training started from; empty if there was none
record Provenance(
        TrainConfig config, List<String> labels, Split split, Journal journal, String weights, String datasetSha256) {

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("created", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        map.put("command", "sommelier train");
        map.put("commit", journal.commit());
        map.put("run", journal.name());
        map.put("config", config.stated());
        map.put("weights_sha256", weights);
        map.put("java", Runtime.version().toString());
        map.put("dataset", dataset());
        return map;
    }

    private Map<String, Object> dataset() {
        Map<String, Object> dataset = new LinkedHashMap<>();
        dataset.put("sha256", datasetSha256);
        dataset.put("training", counts(split.training()));
        dataset.put("validation", counts(split.validation()));
        dataset.put("test", counts(split.test()));
        return dataset;
    }

    private Map<String, Long> counts(List<Sample> side) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int label = 0; label < labels.size(); label++) {
            int wanted = label;
            counts.put(
                    labels.get(label),
                    side.stream().filter(s -> s.photo().label() == wanted).count());
        }
        return counts;
    }
}
