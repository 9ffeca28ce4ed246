package dev.sommelier.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.ui.api.BackendClient;
import dev.sommelier.ui.api.Managed;
import dev.sommelier.ui.stub.StubBackend;
import dev.sommelier.ui.stub.StubMetrics;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LivePollTest {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final StubBackend stub = new StubBackend();
    private final BackendClient client = new BackendClient(stub.config(""));
    private final LivePoll poll = new LivePoll(client.management(), INTERVAL);
    private final BlockingQueue<Managed<History>> heard = new LinkedBlockingQueue<>();

    @BeforeEach
    void publish() {
        stub.onManage(new StubMetrics());
    }

    @AfterEach
    void close() {
        poll.close();
        client.close();
        stub.close();
    }

    @Test
    void asksNobodyUnlessSomebodyListens() throws InterruptedException {
        Thread.sleep(INTERVAL.multipliedBy(3));
        assertThat(stub.calls()).isEmpty();

        Runnable leave = poll.listen(heard::add);
        next();
        leave.run();
        Thread.sleep(INTERVAL.multipliedBy(2));
        int asked = stub.calls().size();
        Thread.sleep(INTERVAL.multipliedBy(4));

        assertThat(stub.calls()).hasSize(asked);
    }

    @Test
    void asksOnceForAllWhoListen() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            poll.listen(heard::add);
        }
        Thread.sleep(INTERVAL.multipliedBy(5));

        assertThat(stub.calls()).hasSizeBetween(1, 7);
        assertThat(heard).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void keepsItsHistoryWhileTheBackendIsAway() throws InterruptedException {
        poll.listen(heard::add);
        nextIs(Managed.Got.class);
        stub.goAway();
        nextIs(Managed.Unreachable.class);
        stub.comeBack();

        assertThat(nextIs(Managed.Got.class))
                .isInstanceOfSatisfying(
                        Managed.Got.class,
                        got -> assertThat(((History) got.answer()).moments()).hasSizeGreaterThan(1));
    }

    @Test
    void goesOnWhereAPageFails() throws InterruptedException {
        poll.listen(_ -> {
            throw new IllegalStateException("a page that fails");
        });
        poll.listen(heard::add);

        assertThat(next()).isInstanceOf(Managed.Got.class);
        assertThat(next()).isInstanceOf(Managed.Got.class);
    }

    private Managed<History> nextIs(Class<?> kind) throws InterruptedException {
        Managed<History> answer = next();
        while (!kind.isInstance(answer)) {
            answer = next();
        }
        return answer;
    }

    private Managed<History> next() throws InterruptedException {
        var answer = heard.poll(10, TimeUnit.SECONDS);
        assertThat(answer).isNotNull();
        return answer;
    }
}
