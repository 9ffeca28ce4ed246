package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import dev.sommelier.http.WholeNumber;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// What a client asks for besides the prediction itself.
///
/// @param top so many of the most probable classes, 1 to [#MOST], or [#ALL]
/// @param explain whether the activation map is wanted
/// @param neighbours so many of the most similar training photos, 0 to [#MOST_NEIGHBOURS]
record PredictQuery(int top, boolean explain, int neighbours) {

    static final int MOST = 1000;
    static final int MOST_NEIGHBOURS = 10;
    static final int ALL = Integer.MAX_VALUE;

    /// @throws Failure.BadRequest naming the parameter that is wrong
    static PredictQuery of(HttpServerRequest request) {
        MultiMap parameters = parameters(request);
        return new PredictQuery(
                top(parameters.get("top")),
                explain(parameters.get("explain")),
                neighbours(parameters.get("neighbours")));
    }

    private static MultiMap parameters(HttpServerRequest request) {
        try {
            return request.params();
        } catch (IllegalArgumentException e) {
            throw new Failure.BadRequest("The query is malformed: %s.".formatted(e.getMessage()));
        }
    }

    private static int top(@Nullable String value) {
        if (value == null) {
            return ALL;
        }
        return (int) WholeNumber.of(value, 1, MOST)
                .orElseThrow(() -> new Failure.BadRequest(
                        "The parameter top must be a whole number from 1 to %d.".formatted(MOST)));
    }

    private static int neighbours(@Nullable String value) {
        if (value == null) {
            return 0;
        }
        return (int) WholeNumber.of(value, 0, MOST_NEIGHBOURS)
                .orElseThrow(() -> new Failure.BadRequest(
                        "The parameter neighbours must be a whole number from 0 to %d.".formatted(MOST_NEIGHBOURS)));
    }

    private static boolean explain(@Nullable String value) {
        return switch (value) {
            case null -> false;
            case "true" -> true;
            case "false" -> false;
            default -> throw new Failure.BadRequest("The parameter explain must be true or false.");
        };
    }
}
