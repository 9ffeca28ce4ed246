package dev.sommelier.train;

import dev.sommelier.dataset.Sample;
import dev.sommelier.dataset.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How a model came about, as far as a reader needs it to make it again.
record Provenance(TrainConfig config, List<String> labels, Split split) {

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("created", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        map.put("command", "sommelier train");
        map.put("config", config.stated());
        map.put("weights_sha256", config.weights().map(Provenance::hash).orElse(""));
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
        MessageDigest digest = sha256();
        Stream.of(split.training(), split.validation(), split.test())
                .flatMap(List::stream)
                .map(s -> labels.get(s.photo().label()) + " " + s.sha256() + "\n")
                .sorted()
                .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String hash(Path file) {
        try {
            return HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
