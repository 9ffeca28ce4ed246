package dev.sommelier.load.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClimbTest {
    private static final Timeline STEPS = new Timeline(Stream.of(10, 20, 30, 40, 50)
            .map(rate -> Phase.step(rate, rate, Seen.seconds(10)))
            .toList());

    @Test
    void findsTheHighestRateWithinThePromise() {
        Verdict verdict = climb(100, 200, 400, 900, 2000);

        assertThat(verdict.rate()).isEqualTo(30);
        assertThat(verdict.kept()).isTrue();
    }

    @Test
    void oneStepOfBadLuckDoesNotEndIt() {
        assertThat(climb(100, 900, 100, 900, 900).rate()).isEqualTo(30);
    }

    @Test
    void whatComesAfterTwoBrokenStepsIsNotBelieved() {
        assertThat(climb(100, 900, 900, 100, 100).rate()).isEqualTo(10);
    }

    @Test
    void isBrokenWhereNotEvenTheFirstRateKeepsThePromise() {
        Verdict verdict = climb(900, 900, 900, 900, 900);

        assertThat(verdict.rate()).isZero();
        assertThat(verdict.kept()).isFalse();
    }

    @Test
    void saysWhereNoRateWasTooHigh() {
        Verdict verdict = climb(100, 100, 100, 100, 100);

        assertThat(verdict.rate()).isEqualTo(50);
        assertThat(verdict.findings())
                .last()
                .extracting(Finding::text)
                .asString()
                .contains("may take more");
        assertThat(climb(100, 100, 900, 900).findings())
                .last()
                .extracting(Finding::text)
                .asString()
                .doesNotContain("may take more");
    }

    @Test
    void refusalsBreakAStep() {
        Seen seen = new Seen().photos(0, 10, 10, 10).photos(10, 20, 19, 10).photos(10, 20, 1, 10, Outcome.REFUSED);

        assertThat(seen.judged(Shape.STEPS, STEPS, Seen.promise()).rate()).isEqualTo(10);
    }

    @Test
    void aRateThatTheGeneratorDidNotReachIsNoRateThatWasKept() {
        Seen seen = new Seen().photos(0, 10, 10, 10).photos(10, 20, 15, 10);

        assertThat(seen.judged(Shape.STEPS, STEPS, Seen.promise()).rate()).isEqualTo(10);
    }

    @Test
    void aFaultBreaksThePromiseWhateverTheRate() {
        Seen seen = new Seen().photos(0, 10, 8, 10).photos(0, 10, 2, 10, Outcome.wrong("wrong sum"));

        assertThat(seen.judged(Shape.RAMP, STEPS, Seen.promise()).findings())
                .filteredOn(finding -> !finding.kept())
                .extracting(Finding::text)
                .anyMatch(text -> text.startsWith("20.0 % went wrong"));
    }

    private static Verdict climb(double... millis) {
        Seen seen = new Seen();
        List<Phase> phases = STEPS.phases();
        for (int step = 0; step < millis.length; step++) {
            seen.photos(STEPS.start(step), STEPS.end(step), phases.get(step).rate(), millis[step]);
        }
        return seen.judged(Shape.STEPS, STEPS, Seen.promise());
    }
}
