package dev.sommelier.load.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Timeline STEADY =
            new Timeline(List.of(Phase.warmUp(10, Seen.seconds(5)), Phase.constant("steady", 10, Seen.seconds(20))));

    private static final Timeline BURST = new Timeline(List.of(
            Phase.constant(Recovery.BEFORE, 10, Seen.seconds(20)),
            Phase.constant(Recovery.BURST, 100, Seen.seconds(30)),
            Phase.constant(Recovery.AFTER, 10, Seen.seconds(30))));

    @Test
    void theWarmUpCountsForNothing() {
        Seen seen =
                new Seen().photos(0, 5, 10, 9000, Outcome.wrong("no answer")).photos(5, 25, 10, 100);

        Verdict verdict = seen.judged(Shape.STEADY, STEADY, Seen.promise());

        assertThat(verdict.kept()).isTrue();
        assertThat(verdict.all().p99()).isEqualTo(100);
        assertThat(verdict.rate()).isCloseTo(10, within(0.2));
    }

    @Test
    void breaksThePromiseByWaiting() {
        Seen seen = new Seen().photos(5, 25, 9.5, 100).photos(5, 25, 0.5, 501);

        assertThat(broken(seen.judged(Shape.STEADY, STEADY, Seen.promise())))
                .containsExactly("p99 501 ms, at most 500 ms is promised");
    }

    @Test
    void breaksThePromiseByWrongAnswers() {
        Seen seen = new Seen().photos(5, 25, 9.5, 100).photos(5, 25, 0.5, 100, Outcome.wrong("wrong sum"));

        assertThat(broken(seen.judged(Shape.STEADY, STEADY, Seen.promise())))
                .containsExactly("5.0 % went wrong, at most 1.0 % may");
    }

    @Test
    void breaksThePromiseByOtherClasses() {
        Seen seen = new Seen().photos(5, 25, 7, 100).photos(5, 25, 3, 100, Outcome.OTHER_CLASS);

        assertThat(broken(seen.judged(Shape.STEADY, STEADY, Seen.promise())))
                .containsExactly("30.0 % of the photos of known class got another, at most 25.0 % may");
    }

    @Test
    void refusalsAreErrorsUnlessThePromiseAllowsThem() {
        Seen seen = new Seen().photos(5, 25, 8, 100).photos(5, 25, 2, 1, Outcome.REFUSED);

        assertThat(seen.judged(Shape.STEADY, STEADY, Seen.promise()).kept()).isFalse();
        assertThat(seen.judged(Shape.STEADY, STEADY, Seen.underOverload(0, Duration.ZERO))
                        .kept())
                .isTrue();
    }

    @Test
    void isNoVerdictOnTheServiceWhereTheGeneratorIsTooSlow() {
        Seen seen = new Seen().photos(5, 25, 5, 100);

        assertThat(broken(seen.judged(Shape.STEADY, STEADY, Seen.promise())))
                .containsExactly("the generator sent 100 requests where 200 were due: it has too little processor");
    }

    @Test
    void holdsGoodputAgainstTheCapacity() {
        Seen seen = new Seen().photos(5, 25, 4, 100).photos(5, 25, 6, 1, Outcome.REFUSED);
        Promise promise = Seen.underOverload(0.9, Duration.ZERO);

        assertThat(seen.judged(Shape.STEADY, STEADY, promise, 4.2).kept()).isTrue();
        assertThat(seen.judged(Shape.STEADY, STEADY, promise, 5).kept()).isFalse();
    }

    @Test
    void measuresHowSoonABurstIsForgotten() {
        Seen seen = burst().photos(50, 54, 10, 3000).photos(54, 80, 10, 120);

        assertThat(seen.judged(Shape.BURST, BURST, Seen.underOverload(0, Seen.seconds(10)))
                        .findings())
                .last()
                .isEqualTo(new Finding(
                        "p95 was back at its former 100 ms (1.5 times that at most) 4 s after the burst, at most 10 s is promised",
                        true));
    }

    @Test
    void breaksThePromiseWhereABurstIsRememberedForLong() {
        Seen slow = burst().photos(50, 64, 10, 3000).photos(64, 80, 10, 120);
        Seen never = burst().photos(50, 80, 10, 160);
        Promise promise = Seen.underOverload(0, Seen.seconds(10));

        assertThat(broken(slow.judged(Shape.BURST, BURST, promise)))
                .singleElement()
                .asString()
                .contains("14 s after");
        assertThat(broken(never.judged(Shape.BURST, BURST, promise)))
                .singleElement()
                .asString()
                .contains("never");
    }

    @Test
    void aShortGoodTimeAfterABurstIsNoRecovery() {
        Seen relapse = burst().photos(50, 58, 10, 100).photos(58, 64, 10, 3000).photos(64, 80, 10, 100);

        Verdict verdict = relapse.judged(Shape.BURST, BURST, Seen.underOverload(0, Seen.seconds(10)));

        assertThat(broken(verdict)).singleElement().asString().contains("14 s after");
    }

    @Test
    void tellsWhatAPhotoCostTheService() {
        Seen seen = new Seen().photos(5, 25, 10, 100);
        List<Look> looks = List.of(new Look(1, 2, 50, 100, 1), new Look(6, 2, 60, 200, 2), new Look(16, 2, 65, 150, 3));
        Load load = new Load("test", Shape.STEADY, STEADY, Seen.promise(), 0);

        Usage usage = Judge.of(load, seen.samples, looks).usage();

        assertThat(usage.cpu()).isEqualTo(0.5);
        assertThat(usage.cpuMillis()).isCloseTo(50, within(1.0));
        assertThat(usage.memory()).isEqualTo(150);
        assertThat(usage.memoryPeak()).isEqualTo(200);
        assertThat(usage.generatorCpu()).isEqualTo(0.1);
    }

    private static Seen burst() {
        return new Seen().photos(0, 20, 10, 100).photos(20, 50, 40, 3500).photos(20, 50, 60, 5, Outcome.REFUSED);
    }

    private static List<String> broken(Verdict verdict) {
        return verdict.findings().stream()
                .filter(finding -> !finding.kept())
                .map(Finding::text)
                .toList();
    }
}
