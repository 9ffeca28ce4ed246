package dev.sommelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sommelier.failure.Failure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final AtomicLong clock = new AtomicLong();
    private final Places places = new Places(64, DEADLINE, 2, clock::get);

    @Test
    void measuresAPhotoFromItsAdmissionToItsAnswer() {
        take(1);
        answer(Duration.ofSeconds(4), 1);
        take(3);
        // Three photos of 4 s on two workers.
        assertThat(retryAfter(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void learnsUnderLoadTheRateAtWhichAnswersCome() {
        take(20);
        for (int i = 0; i < 10; i++) {
            answer(Duration.ofSeconds(1), 1);
        }
        assertThat(retryAfter(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void sharesTheTimeOfABatchAmongItsPhotos() {
        take(8);
        answer(Duration.ofSeconds(8), 8);
        take(4);
        assertThat(retryAfter(Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void forgetsOldCostsLittleByLittle() {
        take(1);
        answer(Duration.ofSeconds(4), 1);
        for (int i = 0; i < 60; i++) {
            take(1);
            answer(Duration.ofMillis(100), 1);
        }
        take(20);
        // 1 s for twenty such photos on two workers, and a trace of the first one.
        assertThat(retryAfter(Duration.ofMillis(1))).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    @Test
    void countsNoTimeInWhichNobodyWasIn() {
        take(1);
        answer(Duration.ofSeconds(1), 1);
        clock.addAndGet(Duration.ofHours(1).toNanos());
        take(1);
        answer(Duration.ofSeconds(1), 1);
        take(4);
        assertThat(retryAfter(Duration.ofMillis(1))).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void letsNobodyInWhoMayComeTooLateWhenPhotosCostALittleMoreThanBefore() {
        take(1);
        answer(Duration.ofSeconds(1), 1);
        take(15);
        assertThat(places.check(DEADLINE)).isEqualTo(DEADLINE);
        take(1);
        // 8 s for sixteen such photos on two workers; a third more, and the next one would miss 10 s.
        assertThat(retryAfter(DEADLINE)).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void looksWithoutTaking() {
        assertThat(places.check(DEADLINE.plusDays(1))).isEqualTo(DEADLINE);
        assertThat(places.check(Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(1));
        assertThat(places.taken()).isZero();
        take(64);
        assertThat(refusal(DEADLINE).reason()).isEqualTo("queue-full");
    }

    private void take(int photos) {
        for (int i = 0; i < photos; i++) {
            places.take(DEADLINE);
        }
    }

    private void answer(Duration after, int photos) {
        clock.addAndGet(after.toNanos());
        places.served(photos);
        for (int i = 0; i < photos; i++) {
            places.give();
        }
    }

    private Duration retryAfter(Duration patience) {
        Failure.Overloaded refusal = refusal(patience);
        assertThat(refusal.reason()).isEqualTo("deadline");
        return refusal.retryAfter();
    }

    private Failure.Overloaded refusal(Duration patience) {
        return catchThrowableOfType(Failure.Overloaded.class, () -> places.check(patience));
    }
}
