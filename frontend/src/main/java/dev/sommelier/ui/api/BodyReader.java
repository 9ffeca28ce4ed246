package dev.sommelier.ui.api;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Makes sense of the body of a successful answer.
///
/// @param <T> what it says, in the asker's own terms
@FunctionalInterface
public interface BodyReader<T> {
    /// @return nothing where the body is not what was promised; an exception counts as that, too
    Optional<T> read(byte[] body);

    /// @param read gets the whole tree; what is not JSON is a missing node
    static <T> BodyReader<T> json(Function<JsonNode, Optional<T>> read) {
        return body -> read.apply(AnswerJson.tree(body));
    }

    static <T> BodyReader<T> text(Function<String, Optional<T>> read) {
        return body -> read.apply(new String(body, StandardCharsets.UTF_8));
    }
}
