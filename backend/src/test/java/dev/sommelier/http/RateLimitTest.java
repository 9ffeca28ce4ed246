package dev.sommelier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sommelier.failure.Failure;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final AtomicLong clock = new AtomicLong();
    private final RateLimit twoASecond = new RateLimit(2, 3, clock::get);

    @Test
    void letsABurstThroughAndThenTheRate() {
        for (int i = 0; i < 3; i++) {
            twoASecond.take("wine");
        }
        var refused = catchThrowableOfType(Failure.RateLimited.class, () -> twoASecond.take("wine"));
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMillis(500));
        clock.addAndGet(Duration.ofMillis(500).toNanos());
        assertThatCode(() -> twoASecond.take("wine")).doesNotThrowAnyException();
        assertThatCode(() -> twoASecond.take("wine")).isInstanceOf(Failure.RateLimited.class);
    }

    @Test
    void savesUpNoMoreThanTheBurst() {
        clock.addAndGet(Duration.ofHours(1).toNanos());
        for (int i = 0; i < 3; i++) {
            twoASecond.take("wine");
        }
        assertThatCode(() -> twoASecond.take("wine")).isInstanceOf(Failure.RateLimited.class);
    }

    @Test
    void forgetsTheLongestSilentOfTooManyClients() {
        for (int i = 0; i < 3; i++) {
            twoASecond.take("silent");
            twoASecond.take("active");
        }
        for (int i = 0; i < RateLimit.MOST_CLIENTS - 1; i++) {
            twoASecond.take("client" + i);
        }
        assertThatCode(() -> twoASecond.take("active")).isInstanceOf(Failure.RateLimited.class);
        assertThatCode(() -> twoASecond.take("silent")).doesNotThrowAnyException();
    }

    @Test
    void isOffAtZero() {
        RateLimit off = new RateLimit(0, 1, clock::get);
        for (int i = 0; i < 100; i++) {
            off.take("wine");
        }
    }
}
