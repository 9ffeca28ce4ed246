package dev.sommelier.load.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void percentilesAreOfThoseThatWereAnswered() {
        Seen seen = new Seen();
        for (int millis = 1; millis <= 100; millis++) {
            seen.samples.add(new Sample(0.5, millis, Kind.PHOTO, Outcome.RIGHT));
        }
        seen.photos(0, 1, 50, 0.1, Outcome.REFUSED);

        Figures figures = Figures.of(seen.samples, 0, 1);

        assertThat(figures.p50()).isEqualTo(50);
        assertThat(figures.p95()).isEqualTo(95);
        assertThat(figures.p99()).isEqualTo(99);
        assertThat(figures.refused()).isEqualTo(1.0 / 3);
    }

    @Test
    void goodputCountsAnswersByTheTimeTheyCame() {
        Seen seen = new Seen().photos(0, 10, 10, 4000);

        assertThat(Figures.of(seen.samples, 0, 10).goodput())
                .as("what comes late is not counted")
                .isEqualTo(6);
        assertThat(Figures.of(seen.samples, 10, 20).goodput()).as("nor lost").isEqualTo(4);
    }

    @Test
    void refusalsAndFaultsAreNoGoodput() {
        Seen seen = new Seen()
                .photos(0, 10, 3, 10)
                .photos(0, 10, 5, 10, Outcome.REFUSED)
                .photos(0, 10, 2, 10, Outcome.wrong("wrong sum"));

        Figures figures = Figures.of(seen.samples, 0, 10);

        assertThat(figures.goodput()).isEqualTo(3);
        assertThat(figures.faults()).isEqualTo(0.2);
        assertThat(figures.outcomes()).containsOnly(entry("right", 30L), entry("503", 50L), entry("wrong sum", 20L));
    }

    @Test
    void anotherClassIsAnAnswerButIsCounted() {
        Seen seen = new Seen().photos(0, 10, 6, 10).photos(0, 10, 2, 10, Outcome.OTHER_CLASS);

        Figures figures = Figures.of(seen.samples, 0, 10);

        assertThat(figures.goodput()).isEqualTo(8);
        assertThat(figures.faults()).isZero();
        assertThat(figures.otherClass()).isEqualTo(0.25);
    }
}
