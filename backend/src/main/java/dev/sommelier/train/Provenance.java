package dev.sommelier.train;

import dev.sommelier.dataset.Sample;
import dev.sommelier.dataset.Split;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;

/// How a model came about, as far as a reader needs it to make it again.
///
/// @param weights SHA-256 of the file that training started from; empty if there was none
record Provenance(TrainConfig config, List<String> labels, Split split, Journal journal, String weights) {

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("created", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        map.put("command", "sommelier train");
        map.put("commit", journal.commit());
        map.put("run", journal.folder().getFileName().toString());
        map.put("config", config.stated());
        map.put("weights_sha256", weights);
        map.put("java", Runtime.version().toString());
        map.put("dataset", dataset());
        return map;
    }

    private Map<String, Object> dataset() {
        Map<String, Object> dataset = new LinkedHashMap<>();
        dataset.put("sha256", version());
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

    /// Hash over label and content of every photo, whatever the files are called.
    private String version() {
        String photos = Stream.of(split.training(), split.validation(), split.test())
                .flatMap(List::stream)
                .map(s -> labels.get(s.photo().label()) + " " + s.sha256() + "\n")
                .sorted()
                .collect(Collectors.joining());
        return DigestUtils.sha256Hex(photos);
    }
}
