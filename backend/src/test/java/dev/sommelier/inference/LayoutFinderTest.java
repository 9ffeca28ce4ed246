package dev.sommelier.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.model.Bundle;
import dev.sommelier.model.RandomModel;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is chosen on machines that the tests make up, with a time that they make up too.
class LayoutFinderTest {
    private static final int FOUR = 4;

    @TempDir
    Path cache = Path.of("");

    private final MadeUp machine = new MadeUp();

    @AfterEach
    void leavesNoSessionOpen() {
        assertThat(machine.open).isEmpty();
    }

    @Test
    void keepsWhatSuitsMostMachinesWhereNothingIsClearlyFaster() {
        machine.millis = pass -> 2.0 * pass.count() / pass.threads();
        assertThat(settle(open())).isEqualTo(new Layout(FOUR, 1, FOUR, 8));
    }

    @Test
    void takesSmallBatchesFewThreadsAndFewWorkersWhereTheyAreFaster() {
        // Two threads are four times as fast as one, no more threads help, and a batch costs its square.
        machine.millis = pass -> 0.4 * pass.count() * pass.count() / (pass.threads() > 1 ? 4 : 1);
        Layout found = settle(open());
        assertThat(found).isEqualTo(new Layout(2, 2, FOUR, 1));
    }

    @Test
    void givesALonePhotoNoThreadsThatSlowItDown() {
        machine.millis = pass -> 2.0 * pass.count() * pass.threads();
        assertThat(settle(open())).isEqualTo(new Layout(FOUR, 1, 1, 8));
    }

    @Test
    void leavesWhatIsSetAsItIs() {
        machine.millis = pass -> 2.0 * pass.count() * pass.count();
        assertThat(settle(new Layout(3, 0, 2, 4))).isEqualTo(new Layout(3, 1, 2, 4));
        assertThat(settle(new Layout(1, 2, 3, 4))).isEqualTo(new Layout(1, 2, 3, 4));
    }

    @Test
    void growsTheBatchesOfAGpuUntilTheyTakeTooLongOrMemoryEnds() {
        machine.device = "gpu:0";
        machine.millis = pass -> 10 + 0.5 * pass.count();
        assertThat(settle(open()).maxBatch())
                .as("64 take 42 ms, 128 take 74 ms a worker")
                .isBetween(32, 128);
        machine.largest = 32;
        assertThat(settle(new Layout(1, 1, 0, 0))).isEqualTo(new Layout(1, 1, 1, 32));
    }

    @Test
    void measuresOnceAndAgainWhereTheFileIsDamagedOrOfAnotherMachine() throws IOException {
        machine.millis = pass -> 2.0 * pass.count() / pass.threads();
        Layout lone = new Layout(FOUR, 1, 0, 8);
        Layout found = settle(lone);
        byte[] whole = Files.readAllBytes(file());
        machine.passes = 0;
        assertThat(settle(lone)).isEqualTo(found);
        assertThat(machine.passes).isZero();

        String said = new String(whole, StandardCharsets.UTF_8);
        List<String> damages = List.of(
                "",
                "{}",
                "null",
                said.substring(0, said.length() / 2),
                said.replace("\"loneThreads\" : 4", "\"loneThreads\" : 0"),
                said.replace("\"loneThreads\" : 4", "\"loneThreads\" : 999999"),
                said.replace("\"said\"", "\"sung\""));
        for (String damage : damages) {
            Files.writeString(file(), damage);
            machine.passes = 0;
            assertThat(settle(lone)).isEqualTo(found);
            assertThat(machine.passes).as("measured again after: " + damage).isPositive();
        }
        machine.passes = 0;
        settle(new Layout(2, 1, 0, 8));
        assertThat(machine.passes).as("another question").isPositive();
    }

    @Test
    void servesAlthoughNothingCanBeKept() throws IOException {
        machine.millis = pass -> 2.0 * pass.count() / pass.threads();
        cache = Files.createFile(cache.resolve("file"));
        assertThat(settle(open())).isEqualTo(new Layout(FOUR, 1, FOUR, 8));
    }

    @Test
    void measuresNothingIfItIsNotToOrThereIsNothingToFind() {
        machine.millis = pass -> {
            throw new AssertionError("nothing is to run");
        };
        assertThat(settle(false, open())).isEqualTo(new Layout(FOUR, 1, FOUR, 8));
        assertThat(settle(false, new Layout(0, 2, 0, 0))).isEqualTo(new Layout(2, 2, FOUR, 8));
        assertThat(settle(true, new Layout(1, 2, 3, 4))).isEqualTo(new Layout(1, 2, 3, 4));
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void endsInTimeOnASlowMachine() {
        machine.millis = pass -> 300.0 * pass.count();
        long start = machine.nanoTime();
        assertThat(settle(open())).isEqualTo(new Layout(FOUR, 1, FOUR, 8));
        assertThat(Duration.ofNanos(machine.nanoTime() - start)).isLessThan(Duration.ofSeconds(25));
        assertThat(cache).as("nothing is kept of half a measurement").isEmptyDirectory();
    }

    @Test
    void decidesNothingByHalfAComparison() {
        machine.millis = pass -> (pass.threads() > 1 ? 25.0 : 150.0) * pass.count();
        assertThat(settle(open())).isEqualTo(new Layout(FOUR, 1, FOUR, 8));
        assertThat(cache).isEmptyDirectory();
    }

    private static Layout open() {
        return new Layout(0, 0, 0, 0);
    }

    private Layout settle(Layout wanted) {
        return settle(true, wanted);
    }

    private Layout settle(boolean measure, Layout wanted) {
        Bundle bundle = new Bundle(
                Path.of("random"), RandomModel.card(1, 16), "hash", RandomModel.graph(), new Weights(Map.of()));
        ClassifierConfig config = new ClassifierConfig(16, Duration.ofSeconds(10), wanted, 2, 1_000_000);
        return new LayoutFinder(cache, measure, FOUR, machine::nanoTime)
                .settle(bundle, machine, config)
                .layout();
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(cache.resolve("hash"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    private record Pass(int threads, int count) {}

    /// Its workers do not get in each other's way.
    private static final class MadeUp implements Network {
        private final Set<Session> open = ConcurrentHashMap.newKeySet();
        private volatile ToDoubleFunction<Pass> millis = pass -> 0;
        private volatile String device = "cpu";
        private volatile int largest = Integer.MAX_VALUE;
        private volatile int passes;
        private final Thread watching = Thread.currentThread();
        private final AtomicLong all = new AtomicLong();
        private final ThreadLocal<AtomicLong> own = ThreadLocal.withInitial(AtomicLong::new);

        /// Each worker has a time of its own, so that they run side by side; who watches them sees all of it go
        /// by.
        long nanoTime() {
            return Thread.currentThread() == watching
                    ? all.get() / FOUR
                    : own.get().get();
        }

        @Override
        public String engine() {
            return "fake";
        }

        @Override
        public String precision() {
            return "fp32";
        }

        @Override
        public String device() {
            return device;
        }

        @Override
        public Session open() {
            return open(1);
        }

        @Override
        public Session open(int threads) {
            Session session = new Session() {
                @Override
                public Outputs run(FloatBuffer images, int count) {
                    return MadeUp.this.run(threads, count);
                }

                @Override
                public void close() {
                    open.remove(this);
                }
            };
            open.add(session);
            return session;
        }

        private Outputs run(int threads, int count) {
            passes = 1;
            if (count > largest) {
                throw new IllegalStateException("out of memory");
            }
            long nanos = (long) (1e6 * millis.applyAsDouble(new Pass(threads, count)));
            own.get().addAndGet(nanos);
            all.addAndGet(nanos);
            return new Outputs(count, new float[count], new float[count], new float[count]);
        }

        @Override
        public boolean choosesThreads() {
            return device.equals("cpu");
        }

        @Override
        public void close() {}
    }
}
