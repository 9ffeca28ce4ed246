package dev.sommelier.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;

import io.gatling.javaapi.core.OpenInjectionStep;
import java.time.Duration;

/// How many users come, and when.
final class Profile {
    private Profile() {}

    /// Two users together, so that requests meet in the queue, then three more on their own.
    static OpenInjectionStep[] smoke() {
        return new OpenInjectionStep[] {atOnceUsers(2), rampUsers(3).during(Duration.ofSeconds(3))};
    }
}
