package dev.sommelier.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;

/// Whether an answer of the API is one: fast nonsense is not fast.
final class AnswerCheck {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Rounding of as many 32-bit floats as a model may have classes stays below.
    private static final double TOLERANCE = 1e-3;

    private AnswerCheck() {}

    /// @param status of HTTP
    /// @return what is wrong with it; empty if nothing is
    static Optional<String> fault(int status, byte[] body) {
        JsonNode said = read(body);
        if (status != 200) {
            return Optional.of("%d %s: %s"
                    .formatted(
                            status,
                            said.path("title").asText("without a title"),
                            said.path("detail").asText("no detail")));
        }
        return sum(said.path("probabilities"));
    }

    private static Optional<String> sum(JsonNode probabilities) {
        double sum = 0;
        for (JsonNode probability : probabilities) {
            sum += probability.asDouble(Double.NaN);
        }
        // Not the other way round: NaN is wrong, too.
        return Math.abs(sum - 1) <= TOLERANCE
                ? Optional.empty()
                : Optional.of("200, but the probabilities sum to %.3f".formatted(sum));
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
