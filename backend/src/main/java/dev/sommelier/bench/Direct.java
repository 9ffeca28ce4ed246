package dev.sommelier.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/// Memory that decoders write and engines read without a copy.
final class Direct {
    private Direct() {}

    static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(4, count))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
