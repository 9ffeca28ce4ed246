package dev.sommelier.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;

import dev.sommelier.load.journey.Journeys;
import dev.sommelier.load.result.Climb;
import dev.sommelier.load.result.Phase;
import dev.sommelier.load.result.Recording;
import dev.sommelier.load.result.Shape;
import dev.sommelier.load.result.Timeline;
import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// Who comes when. Arrivals come however many are still waiting (an open model); people and programs wait for their
/// answers before they ask again.
record Crowd(Plan plan, Recording recording) {

    List<PopulationBuilder> populations(Journeys journeys) {
        Timeline timeline = plan.load().timeline();
        Duration all = Duration.ofMillis((long) (1000 * timeline.seconds()));
        List<PopulationBuilder> populations = new ArrayList<>();
        if (timeline.phases().stream().anyMatch(phase -> phase.to() > 0)) {
            populations.add(journeys.arrivals(over())
                    .injectOpen(timeline.phases().stream().map(Crowd::arrivals).toArray(OpenInjectionStep[]::new)));
        }
        if (plan.people() > 0) {
            populations.add(journeys.person(plan.think())
                    .injectClosed(constantConcurrentUsers(plan.people()).during(all)));
        }
        if (plan.clients() > 0) {
            populations.add(journeys.client(all).injectOpen(atOnceUsers(plan.clients())));
        }
        if (plan.batches() > 0) {
            populations.add(journeys.batches(all).injectOpen(atOnceUsers(plan.batches())));
        }
        return populations;
    }

    private BooleanSupplier over() {
        return plan.load().shape() == Shape.STEPS
                ? new EndOfClimb(new Climb(plan.load().timeline(), plan.load().promise()), recording)
                : () -> false;
    }

    /// At random moments, as those who come do not know of each other.
    private static OpenInjectionStep arrivals(Phase phase) {
        if (phase.to() == 0) {
            return nothingFor(phase.length());
        }
        return phase.from() == phase.to()
                ? constantUsersPerSec(phase.to()).during(phase.length()).randomized()
                : rampUsersPerSec(phase.from())
                        .to(phase.to())
                        .during(phase.length())
                        .randomized();
    }
}
