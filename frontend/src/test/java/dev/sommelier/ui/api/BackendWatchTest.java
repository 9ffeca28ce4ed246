package dev.sommelier.ui.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.ui.stub.StubBackend;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackendWatchTest {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final StubBackend stub = new StubBackend();
    private final BackendClient client = new BackendClient(stub.config(""));
    private final BackendWatch watch = new BackendWatch(client, INTERVAL);
    private final BlockingQueue<BackendState> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        watch.close();
        client.close();
        stub.close();
    }

    @Test
    void tellsThatTheBackendGoesAndComesBack() throws InterruptedException {
        watch.listen(heard::add);
        assertThat(next()).isEqualTo(new BackendState.Unknown());
        assertThat(next()).isInstanceOf(BackendState.Up.class);

        stub.goAway();
        assertThat(next()).isEqualTo(new BackendState.Away());

        stub.comeBack();
        assertThat(next()).isInstanceOf(BackendState.Up.class);
    }

    @Test
    void takesAPhotoThatWasNotDeliveredAsNews() throws InterruptedException {
        watch.listen(heard::add);
        next();
        next();

        watch.lost();

        assertThat(next()).isEqualTo(new BackendState.Away());
        assertThat(next()).isInstanceOf(BackendState.Up.class);
    }

    @Test
    void tellsNothingMoreToAPageThatIsGone() throws InterruptedException {
        Runnable stop = watch.listen(heard::add);
        next();
        next();

        stop.run();
        watch.lost();

        assertThat(heard.poll(1, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void tellsNothingToAPageThatIsGoneBeforeItsTurnCame() throws InterruptedException {
        var busy = new CountDownLatch(1);
        watch.listen(_ -> await(busy));

        watch.listen(heard::add).run();
        busy.countDown();

        assertThat(heard.poll(1, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void goesOnWhereAPageFails() throws InterruptedException {
        watch.listen(_ -> {
            throw new IllegalStateException("a page that fails");
        });
        watch.listen(heard::add);
        nextIs(BackendState.Up.class);

        stub.goAway();
        nextIs(BackendState.Away.class);
        stub.comeBack();
        nextIs(BackendState.Up.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void nextIs(Class<? extends BackendState> kind) throws InterruptedException {
        BackendState state = next();
        while (!kind.isInstance(state)) {
            state = next();
        }
    }

    private BackendState next() throws InterruptedException {
        var state = heard.poll(10, TimeUnit.SECONDS);
        assertThat(state).isNotNull();
        return state;
    }
}
