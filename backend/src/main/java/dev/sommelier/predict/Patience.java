package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import dev.sommelier.http.WholeNumber;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/// How long a client waits for its answer.
///
/// @param end when it has had enough, [System#nanoTime]
record Patience(long end) {

    static final String HEADER = "X-Request-Timeout-Ms";

    private static final int MOST = 600_000;

    /// Longer than any deadline.
    private static final Duration DAY = Duration.ofDays(1);

    /// From now on, as the header says.
    ///
    /// @throws Failure.BadRequest if the header is out of range
    static Patience of(HttpServerRequest request) {
        return of(request, DAY);
    }

    /// @param byDefault where the header says nothing
    static Patience of(HttpServerRequest request, Duration byDefault) {
        String wanted = request.getHeader(HEADER);
        Duration time = wanted == null ? byDefault : Duration.ofMillis(millis(wanted));
        return new Patience(System.nanoTime() + time.toNanos());
    }

    boolean over() {
        return end - System.nanoTime() <= 0;
    }

    /// @throws Failure.Overloaded if nothing is left
    Duration left() {
        long left = end - System.nanoTime();
        if (left <= 0) {
            throw new Failure.Overloaded(
                    "deadline",
                    "The photo took longer to arrive than %s allows. Give more time, or send a smaller file."
                            .formatted(HEADER),
                    Duration.ofSeconds(1));
        }
        return Duration.ofNanos(left);
    }

    private static int millis(String wanted) {
        return (int) WholeNumber.of(wanted, 1, MOST)
                .orElseThrow(() -> new Failure.BadRequest(
                        "The header %s must be a whole number from 1 to %d.".formatted(HEADER, MOST)));
    }
}
