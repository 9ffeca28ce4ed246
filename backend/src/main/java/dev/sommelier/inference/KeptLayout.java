package dev.sommelier.inference;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// The layout that an earlier start found, in a file beside what the engine compiled.
///
/// @param wanted with a 0 for each number that was to be found
/// @param found nothing is left open
/// @param said what was measured, for people
record KeptLayout(
        @JsonProperty(required = true) Layout wanted,
        @JsonProperty(required = true) Layout found,
        @JsonProperty(required = true) String said) {
    /// Raised whenever the measurement changes.
    private static final int FORMAT = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /// Named by whatever changes the answer.
    static Path file(Path folder, Network network, int processors) {
        return folder.resolve("layout-%d-%s-%s-%s-%d.json"
                .formatted(
                        FORMAT,
                        network.engine(),
                        network.precision(),
                        network.device().replace(':', '-'),
                        processors));
    }

    /// @return empty if there is none, or it is damaged or answers another question
    static Optional<KeptLayout> read(Path file, Layout wanted) {
        try {
            return Optional.ofNullable(JSON.readValue(Files.readAllBytes(file), KeptLayout.class))
                    .filter(kept -> kept.answers(wanted));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Whether this is a layout for what is asked: a file that was changed since may hold any numbers.
    private boolean answers(Layout asked) {
        return wanted.equals(asked) && found.settled() && found.keeps(asked);
    }

    /// Written aside, then moved, so that nobody reads half of it.
    void write(Path file) throws IOException {
        Path aside = Files.createTempFile(Files.createDirectories(file.getParent()), "layout", ".tmp");
        try {
            Files.write(aside, bytes());
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    private byte[] bytes() throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }
}
