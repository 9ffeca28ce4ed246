package dev.sommelier.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/// Direct buffers for decoded photos, used again and again: the JVM gives direct memory back late and clears it
/// first.
final class Tensors {
    private final int floats;
    private final ArrayBlockingQueue<FloatBuffer> free;

    /// @param floats in one buffer
    /// @param most buffers that are kept; the number of photos that are in bounds how many exist
    Tensors(int floats, int most) {
        this.floats = floats;
        this.free = new ArrayBlockingQueue<>(most);
    }

    FloatBuffer take() {
        FloatBuffer kept = free.poll();
        return kept != null ? kept.clear() : direct(floats);
    }

    /// The caller must not use the buffer any more.
    void give(FloatBuffer buffer) {
        free.offer(buffer);
    }

    static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(4, floats))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
