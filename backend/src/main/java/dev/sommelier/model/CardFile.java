package dev.sommelier.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `model.json` as text: lower-case keys with underscores; unknown, missing or repeated keys are refused.
final class CardFile {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .addModule(new Jdk8Module())
            .build();

    /// Parts that a card may lack.
    private static final List<String> OPTIONAL = List.of("familiarity", "int8");

    private CardFile() {}

    static ModelCard parse(Path file, byte[] json) {
        try {
            // The word null is JSON, too, and is read as no card at all.
            return Optional.ofNullable(JSON.treeToValue(complete(JSON.readTree(json)), ModelCard.class))
                    .orElseThrow(() -> Bundle.bad(file, CardFault.NO_OBJECT));
        } catch (JsonProcessingException e) {
            throw Bundle.bad(file, CardFault.of(e));
        } catch (IOException e) {
            throw Bundle.bad(file, e.getMessage());
        }
    }

    /// Jackson asks for every key, or for none.
    private static JsonNode complete(JsonNode card) {
        if (card instanceof ObjectNode object) {
            OPTIONAL.stream().filter(key -> !object.has(key)).forEach(object::putNull);
        }
        return card;
    }

    static byte[] format(ModelCard card) {
        try {
            return (JSON.writeValueAsString(card) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("metrics and provenance must be plain JSON values", e);
        }
    }
}
