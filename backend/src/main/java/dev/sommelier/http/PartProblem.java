package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

/// Why one part of a request is refused, where the answer as a whole is none: the same object that a request with
/// this part alone would have been refused with.
public final class PartProblem {

    private PartProblem() {}

    /// JSON. What is no [Failure] is logged under the request's id.
    public static Buffer of(RoutingContext rc, Throwable cause) {
        Problem problem = cause instanceof Failure failure ? Problem.of(failure) : Problem.internal();
        return Refusals.logged(rc, cause, problem).body(RequestId.of(rc));
    }
}
