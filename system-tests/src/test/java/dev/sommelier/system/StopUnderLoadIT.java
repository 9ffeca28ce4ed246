package dev.sommelier.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.system.Crowd.Attempt;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StopUnderLoadIT {
    /// A request sent so shortly before may still lie in the system's queue of connections, not yet accepted.
    private static final Duration TO_BE_ACCEPTED = Duration.ofMillis(50);

    /// So many that each waits for longer than that, on a fast machine, too.
    private static final int CLIENTS = 24;

    @Test
    void answersWhatItHasAcceptedThenEndsCleanly() throws Exception {
        try (var product = Product.serve();
                var crowd = new Crowd(product.api(), CLIENTS)) {
            crowd.awaitBusy();
            // Long enough that each is somewhere within a request, however fast the first one was.
            Thread.sleep(Duration.ofMillis(500));

            var asked = Instant.now();
            var exitCode = product.stop();

            var accepted = crowd.attempts().stream()
                    .filter(attempt -> attempt.acceptedBefore(asked.minus(TO_BE_ACCEPTED)))
                    .toList();
            // 503 is for those that were accepted, but not yet read when the draining began.
            assertThat(accepted).extracting(Attempt::outcome).isSubsetOf("200", "503");
            assertThat(accepted)
                    .anyMatch(attempt ->
                            attempt.inFlightAt(asked) && attempt.outcome().equals("200"));
            assertThat(exitCode).isIn(0, 143);
        }
    }
}
