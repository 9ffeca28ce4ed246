package dev.sommelier.dataset;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A manifest as text: lower-case keys with underscores; unknown, missing or repeated keys are refused.
final class ManifestFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .build();

    private ManifestFile() {}

    static void write(SplitManifest manifest, Path file) throws IOException {
        Path started = file.resolveSibling("." + file.getFileName() + ".part");
        try {
            Files.writeString(started, text(manifest));
            Files.move(started, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(started);
        }
    }

    /// One photo a line, so that two splits can be compared as texts.
    static String text(SplitManifest manifest) throws JsonProcessingException {
        StringBuilder text = new StringBuilder("{\n");
        text.append("  \"schema\": %d,\n".formatted(manifest.schema()));
        text.append("  \"seed\": %d,\n".formatted(manifest.seed()));
        text.append("  \"share\": %s,\n".formatted(JSON.writeValueAsString(manifest.share())));
        text.append("  \"labels\": %s,\n".formatted(JSON.writeValueAsString(manifest.labels())));
        text.append("  \"dataset_sha256\": \"%s\",\n".formatted(manifest.datasetSha256()));
        text.append("  \"photos\": [");
        String separator = "\n";
        for (SplitManifest.Photo photo : manifest.photos()) {
            text.append(separator).append("    ").append(JSON.writeValueAsString(photo));
            separator = ",\n";
        }
        return text.append("\n  ]\n}\n").toString();
    }

    static SplitManifest read(Path file) {
        try {
            return Optional.ofNullable(JSON.readValue(Files.readAllBytes(file), SplitManifest.class))
                    .orElseThrow(() -> bad(file, "must hold one JSON object"));
        } catch (JsonProcessingException e) {
            throw bad(file, fault(e) + place(e.getLocation()));
        } catch (IOException e) {
            throw bad(file, Examination.words(e));
        }
    }

    private static Failure bad(Path file, String reason) {
        return new Failure.BadDataset("%s: %s".formatted(file, reason));
    }

    /// Jackson's own messages speak of the classes that the file is read into.
    private static String fault(JsonProcessingException e) {
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                "has the key '%s', which is not known".formatted(path(unknown));
            case ValueInstantiationException refused ->
                Optional.ofNullable(refused.getCause())
                        .map(Throwable::getMessage)
                        .orElse("a list in it holds null");
            case JsonMappingException other when other.getPath().isEmpty() -> "must hold one JSON object";
            case JsonMappingException other -> "lacks '%s', or has something else there".formatted(path(other));
            default -> "cannot be read as JSON";
        };
    }

    /// For example `photos[1].side`.
    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step ->
                        step.getFieldName() == null ? "[%d]".formatted(step.getIndex()) : "." + step.getFieldName())
                .collect(Collectors.joining())
                .substring(1);
    }

    private static String place(@Nullable JsonLocation at) {
        return at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
    }
}
