package dev.sommelier.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Room for decoded photos, for so many and no more: direct buffers that are used again and again, as the JVM gives
/// direct memory back late and clears it first.
final class Tensors implements AutoCloseable {
    private final int floats;
    private final Semaphore unused;
    private final ArrayBlockingQueue<FloatBuffer> kept;
    private final Footprint footprint;
    private final Runnable given;
    private volatile boolean closed;

    /// @param floats of one photo
    /// @param most photos at once
    /// @param given told each time that there is room again
    Tensors(int floats, int most, Footprint footprint, Runnable given) {
        this.floats = floats;
        this.unused = new Semaphore(most);
        this.kept = new ArrayBlockingQueue<>(most);
        this.footprint = footprint;
        this.given = given;
    }

    /// Never waits.
    ///
    /// @return for one photo, to be closed when nobody looks at it any more; empty if all are in use
    Optional<Slot> claim() {
        return unused.tryAcquire() ? Optional.of(new Slot()) : Optional.empty();
    }

    /// Room for one photo. Not thread-safe.
    final class Slot implements AutoCloseable {
        private @Nullable FloatBuffer buffer;

        private Slot() {}

        /// float32 `(3, H, W)`, direct.
        FloatBuffer buffer() {
            if (buffer == null) {
                buffer = take();
            }
            return buffer;
        }

        /// Once.
        @Override
        public void close() {
            drop();
            given.run();
        }

        /// As [#close], and tells nobody.
        void drop() {
            if (buffer != null) {
                give(buffer);
            }
            unused.release();
        }
    }

    private FloatBuffer take() {
        FloatBuffer old = kept.poll();
        if (old != null) {
            footprint.keep(-bytes());
        }
        FloatBuffer buffer = old != null ? old.clear() : direct(floats);
        footprint.use(bytes());
        return buffer;
    }

    private void give(FloatBuffer buffer) {
        footprint.use(-bytes());
        if (kept.offer(buffer)) {
            footprint.keep(bytes());
        }
        if (closed) {
            drop();
        }
    }

    private long bytes() {
        return 4L * floats;
    }

    private void drop() {
        while (kept.poll() != null) {
            footprint.keep(-bytes());
        }
    }

    static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(4, floats))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /// Keeps no buffer any more, also none that is given back later.
    @Override
    public void close() {
        closed = true;
        drop();
    }
}
