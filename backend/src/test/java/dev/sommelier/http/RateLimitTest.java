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
    private final RateLimit limit = new RateLimit(clock::get);
    private final Rate twoASecond = new Rate(2, 3);

    @Test
    void letsABurstThroughAndThenTheRate() {
        for (int i = 0; i < 3; i++) {
            limit.take("wine", twoASecond);
        }
        var refused = catchThrowableOfType(Failure.RateLimited.class, () -> limit.take("wine", twoASecond));
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMillis(500));
        clock.addAndGet(Duration.ofMillis(500).toNanos());
        assertThatCode(() -> limit.take("wine", twoASecond)).doesNotThrowAnyException();
        assertThatCode(() -> limit.take("wine", twoASecond)).isInstanceOf(Failure.RateLimited.class);
    }

    @Test
    void savesUpNoMoreThanTheBurst() {
        clock.addAndGet(Duration.ofHours(1).toNanos());
        for (int i = 0; i < 3; i++) {
            limit.take("wine", twoASecond);
        }
        assertThatCode(() -> limit.take("wine", twoASecond)).isInstanceOf(Failure.RateLimited.class);
    }

    @Test
    void forgetsTheLongestSilentOfTooManyClients() {
        for (int i = 0; i < 3; i++) {
            limit.take("silent", twoASecond);
            limit.take("active", twoASecond);
        }
        for (int i = 0; i < RateLimit.MOST_CLIENTS - 1; i++) {
            limit.take("client" + i, twoASecond);
        }
        assertThatCode(() -> limit.take("active", twoASecond)).isInstanceOf(Failure.RateLimited.class);
        assertThatCode(() -> limit.take("silent", twoASecond)).doesNotThrowAnyException();
    }

    @Test
    void isOffAtZero() {
        Rate off = new Rate(0, 1);
        for (int i = 0; i < 100; i++) {
            limit.take("wine", off);
        }
    }
}
