package dev.sommelier.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/// Direct buffers for decoded photos, used again and again: the JVM gives direct memory back late and clears it
/// first.
final class Tensors implements AutoCloseable {
    private final int floats;
    private final ArrayBlockingQueue<FloatBuffer> free;
    private final Footprint footprint;
    private volatile boolean closed;

    /// @param floats in one buffer
    /// @param most buffers that are kept; the number of photos that are in bounds how many exist
    Tensors(int floats, int most, Footprint footprint) {
        this.floats = floats;
        this.free = new ArrayBlockingQueue<>(most);
        this.footprint = footprint;
    }

    FloatBuffer take() {
        FloatBuffer kept = free.poll();
        if (kept != null) {
            footprint.keep(-bytes());
        }
        FloatBuffer buffer = kept != null ? kept.clear() : direct(floats);
        footprint.use(bytes());
        return buffer;
    }

    /// The caller must not use the buffer any more.
    void give(FloatBuffer buffer) {
        footprint.use(-bytes());
        if (free.offer(buffer)) {
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
        while (free.poll() != null) {
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
