package dev.sommelier.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/// Memory that engines read without a copy. The JVM gives it back late, so it is for what is kept.
public final class DirectFloats {
    private DirectFloats() {}

    /// All zero.
    public static FloatBuffer of(int count) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(4, count))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
