package dev.sommelier.load;

import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.global;

import dev.sommelier.load.journey.Journeys;
import dev.sommelier.load.result.Judge;
import dev.sommelier.load.result.Kind;
import dev.sommelier.load.result.Look;
import dev.sommelier.load.result.Promise;
import dev.sommelier.load.result.Recording;
import dev.sommelier.load.result.Shape;
import dev.sommelier.load.result.Verdict;
import dev.sommelier.load.result.VerdictText;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A profile, run and judged. `./sommelier load-test PROFILE` starts it; by hand it is
/// `./mvnw -pl load-tests gatling:test -Dprofile=steady -Dload.rate=5 -DbaseUrl=http://HOST:PORT`.
public final class LoadSimulation extends Simulation {
    /// For the last answers, after the last arrival.
    private static final Duration LINGER = Duration.ofSeconds(30);

    private final Plan plan;
    private final Recording recording;
    private Optional<Metrics> metrics = Optional.empty();

    public LoadSimulation() {
        // Some locales write other digits, and what is written here is also read by programs.
        Locale.setDefault(Locale.ROOT);
        plan = plan();
        recording = new Recording(plan.load().timeline());
        Journeys journeys = new Journeys(plan.read(), plan.mix(), recording);
        long seconds = (long) Math.ceil(plan.load().timeline().seconds());
        setUp(new Crowd(plan, recording).populations(journeys))
                .protocols(plan.target().protocol())
                .maxDuration(LINGER.plusSeconds(seconds))
                .assertions(assertions());
    }

    private static Plan plan() {
        try {
            return Plan.of(Settings.read());
        } catch (IllegalArgumentException e) {
            System.err.println("load-test: " + e.getMessage());
            throw e;
        }
    }

    /// What Gatling can tell by itself, for its report and for Maven; the verdict holds the rest.
    private List<Assertion> assertions() {
        List<Assertion> assertions = new ArrayList<>();
        Promise promise = plan.load().promise();
        if (plan.load().shape() == Shape.STEADY && !promise.refusals()) {
            assertions.add(global().failedRequests().percent().lte(100 * promise.errors()));
            if (promise.p99() > 0) {
                assertions.add(details(Kind.PHOTO.request())
                        .responseTime()
                        .percentile(99)
                        .lte((int) promise.p99()));
            }
        }
        return assertions;
    }

    @Override
    public void before() {
        metrics = plan.target().management().map(management -> new Metrics(management, recording));
    }

    @Override
    public void after() {
        List<Look> looks = metrics.map(Metrics::looks).orElse(List.of());
        metrics.ifPresent(Metrics::close);
        Verdict verdict = Judge.of(plan.load(), recording.samples(), looks);
        System.out.println();
        System.out.println(VerdictText.of(verdict));
        Output.fromProperty().ifPresent(output -> output.write(verdict, recording.samples()));
    }
}
