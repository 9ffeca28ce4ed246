package dev.sommelier.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.image.DrawnPhoto;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.inference.ClassifierConfig;
import dev.sommelier.inference.Network;
import dev.sommelier.inference.Outputs;
import dev.sommelier.inference.Session;
import java.net.URI;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The stages, with an engine that only sleeps, and nobody at the API's address.
class BenchTest {
    private static final int BATCH = 4;

    private static final ClassifierConfig CONFIG =
            new ClassifierConfig(8, Duration.ofSeconds(1), BATCH, 2, 2, 1_000_000);

    private final SleepyNetwork network = new SleepyNetwork();
    private final AtomicBoolean stopped = new AtomicBoolean();

    @Test
    void measuresWhatTheEngineTakes() throws Exception {
        Results results;
        try (Bench bench = bench(new Plan(Duration.ofMillis(150), 3, List.of(2)))) {
            AtomicInteger steps = new AtomicInteger();
            results = bench.run(steps::incrementAndGet, stopped::get);
            assertThat(steps).hasValue(bench.steps());
        }
        // Two workers, each with a batch of 4 in 20 ms or, where the machine is busy, more.
        assertThat(results.engine().photosPerSecond().median()).isBetween(100.0, 400.0);
        assertThat(results.both().photosPerSecond().median()).isBetween(50.0, 400.0);
        assertThat(results.queue().photosPerSecond().median()).as("two at once").isBetween(10.0, 100.0);
        assertThat(results.decode().photosPerSecond().median()).isGreaterThan(400);
        assertThat(network.batches).containsOnly(BATCH);
        assertThat(network.open).isEmpty();
    }

    @Test
    void countsAnswersThatNeverCame() throws Exception {
        try (Bench bench = bench(new Plan(Duration.ofMillis(100), 1, List.of(2)))) {
            Results results = bench.run(() -> {}, stopped::get);
            assertThat(results.wrong()).isPositive();
            assertThat(results.best().faults())
                    .hasSizeLessThanOrEqualTo(6)
                    .allSatisfy((what, count) -> assertThat(what).startsWith("no answer: "));
            assertThat(results.reached().median()).isZero();
            assertThat(results.cpuOnTop().median()).isNaN();
        }
    }

    @Test
    @Timeout(10)
    void endsAWindowAsSoonAsItIsAskedTo() throws Exception {
        AtomicLong asked = new AtomicLong();
        Thread asking = Thread.ofPlatform().start(() -> {
            sleep(300);
            asked.set(System.nanoTime());
            stopped.set(true);
        });
        try (Bench bench = bench(new Plan(Duration.ofMinutes(10), 1, List.of(1)))) {
            assertThatThrownBy(() -> bench.run(this::end, stopped::get)).isInstanceOf(CancellationException.class);
        }
        // The first window, of five seconds, had most of them to go.
        assertThat(System.nanoTime() - asked.get()).isLessThan(1_500_000_000);
        asking.join();
        assertThat(network.open).isEmpty();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void end() {
        if (stopped.get()) {
            throw new CancellationException();
        }
    }

    private Bench bench(Plan plan) throws InterruptedException {
        return new Bench(
                plan,
                network,
                new PhotoReader(Preprocessing.imagenet().withSize(16, 16), 1_000_000),
                CONFIG,
                List.of(DrawnPhoto.grey(1), DrawnPhoto.grey(2)),
                photo -> sleep(20),
                URI.create("http://localhost:1"));
    }

    /// 20 ms for each batch. A session that two threads use at once fails.
    private static final class SleepyNetwork implements Network {
        private final Set<Session> open = ConcurrentHashMap.newKeySet();
        private final Set<Integer> batches = ConcurrentHashMap.newKeySet();

        @Override
        public String engine() {
            return "sleep";
        }

        @Override
        public String precision() {
            return "fp32";
        }

        @Override
        public String device() {
            return "cpu";
        }

        @Override
        public Session open() {
            Session session = new SleepySession(this);
            open.add(session);
            return session;
        }

        @Override
        public void close() {}
    }

    private static final class SleepySession implements Session {
        private final SleepyNetwork network;
        private final AtomicBoolean busy = new AtomicBoolean();

        private SleepySession(SleepyNetwork network) {
            this.network = network;
        }

        @Override
        public Outputs run(FloatBuffer images, int count) {
            if (busy.getAndSet(true) || !network.open.contains(this)) {
                throw new IllegalStateException("a session is for one thread, and only while it is open");
            }
            sleep(20);
            network.batches.add(count);
            busy.set(false);
            return new Outputs(count, new float[count], new float[count], new float[count]);
        }

        @Override
        public void close() {
            network.open.remove(this);
        }
    }
}
