package dev.sommelier.inference;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.DoubleUnaryOperator;

/// A network of three classes that a test can hold, break and look into. Its embedding of an image is the image's
/// first number, so that each answer tells which photo it belongs to.
final class FakeNetwork implements Network {
    private static final int CLASSES = 3;
    private static final int FLOATS = 3 * 16 * 16;

    /// Sizes of the batches that ran, without those of the warm-up.
    final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());

    /// Memory that the batches lay in.
    final List<FloatBuffer> inputs = Collections.synchronizedList(new ArrayList<>());

    /// Threads of the passes, without those of the warm-up.
    final List<Integer> threads = Collections.synchronizedList(new ArrayList<>());

    /// What was closed, and whatever a real engine would have crashed on.
    final List<String> events = Collections.synchronizedList(new ArrayList<>());

    /// Happens in each pass.
    volatile Runnable trouble = () -> {};

    volatile DoubleUnaryOperator logit = first -> first;
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final Semaphore started = new Semaphore(0);

    /// Lets passes begin, but not end.
    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    /// Waits until another pass has begun.
    void awaitPass() {
        try {
            if (!started.tryAcquire(10, TimeUnit.SECONDS)) {
                throw new AssertionError("no pass began");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Forgets the warm-up.
    void forget() {
        batches.clear();
        threads.clear();
        inputs.clear();
        started.drainPermits();
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
        return "cpu";
    }

    @Override
    public Session open() {
        return open(1);
    }

    @Override
    public Session open(int threads) {
        return new FakeSession(threads);
    }

    @Override
    public boolean choosesThreads() {
        return true;
    }

    @Override
    public void close() {
        events.add("network closed");
    }

    private final class FakeSession implements Session {
        private final AtomicBoolean inUse = new AtomicBoolean();
        private final int width;
        private volatile boolean closed;

        FakeSession(int width) {
            this.width = width;
        }

        @Override
        public Outputs run(FloatBuffer images, int count) {
            if (closed || inUse.getAndSet(true)) {
                events.add("session misused");
            }
            batches.add(count);
            threads.add(width);
            inputs.add(images);
            started.release();
            try {
                gate.await();
                trouble.run();
                return outputs(images, count);
            } catch (InterruptedException e) {
                events.add("pass interrupted");
                throw new IllegalStateException(e);
            } finally {
                inUse.set(false);
            }
        }

        private Outputs outputs(FloatBuffer images, int count) {
            float[] logits = new float[count * CLASSES];
            float[] embedding = new float[count];
            for (int i = 0; i < count; i++) {
                embedding[i] = images.get(i * FLOATS);
                logits[i * CLASSES] = (float) logit.applyAsDouble(embedding[i]);
            }
            return new Outputs(count, logits, embedding, new float[count * CLASSES]);
        }

        @Override
        public void close() {
            events.add(inUse.get() ? "session closed in use" : closed ? "session closed twice" : "session closed");
            closed = true;
        }
    }
}
