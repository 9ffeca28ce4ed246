package dev.sommelier.inference;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Room for decoded photos, for so many and no more: memory that is used again and again, as the JVM clears what is
/// new.
///
/// A photo lies here as bytes, a quarter of what the network reads, and becomes floats only in the batch.
final class Slots implements AutoCloseable {
    private final int bytes;
    private final Semaphore unused;
    private final ArrayBlockingQueue<byte[]> kept;
    private final Footprint footprint;
    private final Runnable given;
    private volatile boolean closed;

    /// @param bytes of one photo
    /// @param most photos at once
    /// @param given told each time that there is room again
    Slots(int bytes, int most, Footprint footprint, Runnable given) {
        this.bytes = bytes;
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
        private byte @Nullable [] pixels;

        private Slot() {}

        /// For uint8 `(H, W, 3)`.
        byte[] pixels() {
            if (pixels == null) {
                pixels = take();
            }
            return pixels;
        }

        /// Once.
        @Override
        public void close() {
            drop();
            given.run();
        }

        /// As [#close], and tells nobody.
        void drop() {
            if (pixels != null) {
                give(pixels);
            }
            unused.release();
        }
    }

    private byte[] take() {
        byte[] old = kept.poll();
        if (old != null) {
            footprint.keep(-bytes);
        }
        footprint.use(bytes);
        return old != null ? old : new byte[bytes];
    }

    private void give(byte[] pixels) {
        footprint.use(-bytes);
        if (kept.offer(pixels)) {
            footprint.keep(bytes);
        }
        if (closed) {
            drop();
        }
    }

    private void drop() {
        while (kept.poll() != null) {
            footprint.keep(-bytes);
        }
    }

    /// Keeps no memory any more, also none that is given back later.
    @Override
    public void close() {
        closed = true;
        drop();
    }
}
