package dev.sommelier.load;

import static io.gatling.javaapi.core.CoreDsl.global;

import dev.sommelier.load.journey.Visitor;
import io.gatling.javaapi.core.Simulation;

/// A few visitors at once, and not one answer may be wrong: says whether the service works, not how fast it is.
///
/// Aim it with `-DbaseUrl=http://HOST:PORT`.
public final class SmokeSimulation extends Simulation {
    public SmokeSimulation() {
        setUp(Visitor.scenario().injectOpen(Profile.smoke()))
                .protocols(Target.protocol())
                .assertions(global().failedRequests().count().is(0L));
    }
}
