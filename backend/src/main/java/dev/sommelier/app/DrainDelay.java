package dev.sommelier.app;

import dev.sommelier.http.Readiness;
import java.time.Duration;

/// The time between saying that the service stops and refusing requests: load balancers take a few seconds to hear
/// of it, and send requests meanwhile.
record DrainDelay(Readiness readiness, Duration delay) {

    /// Says that the service stops, and waits; whoever interrupts has no time for that.
    void sitOut() {
        readiness.announceStop();
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
