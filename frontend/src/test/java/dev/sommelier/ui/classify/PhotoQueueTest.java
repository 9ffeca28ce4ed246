package dev.sommelier.ui.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PhotoQueueTest {
    private Instant now = Instant.EPOCH;
    private final PhotoQueue queue = new PhotoQueue(2, () -> now);

    @Test
    void sendsAFewAtATimeInTheOrderTheyCame() {
        fill(5);

        assertThat(queue.next()).containsExactly(1, 2);
        assertThat(queue.next()).isEmpty();

        queue.landed(2);
        assertThat(queue.next()).containsExactly(3);
    }

    @Test
    void sendsNothingWhileTheBackendIsAway() {
        fill(1);
        queue.setOpen(false);

        assertThat(queue.next()).isEmpty();
    }

    @Test
    void sitsOutAPauseAndBeginsWithThePhotoThatWasRefused() {
        fill(3);
        queue.next();
        queue.landed(1);
        queue.landed(2);
        queue.again(2);
        queue.pause(Duration.ofSeconds(5));

        assertThat(queue.next()).isEmpty();

        now = now.plusSeconds(5);
        assertThat(queue.next()).containsExactly(2, 3);
    }

    @Test
    void givesUpAPhotoAfterFiveTries() {
        fill(1);
        for (int tries = 1; tries < 5; tries++) {
            queue.next();
            queue.landed(1);
            assertThat(queue.again(1)).isTrue();
        }
        queue.next();
        queue.landed(1);

        assertThat(queue.again(1)).isFalse();
    }

    @Test
    void makesRoomForTheNextWhereAPhotoIsRemoved() {
        fill(3);
        queue.next();

        queue.forget(1);

        assertThat(queue.next()).containsExactly(3);
    }

    private void fill(int photos) {
        queue.setOpen(true);
        for (int photo = 1; photo <= photos; photo++) {
            queue.add(photo);
        }
    }
}
