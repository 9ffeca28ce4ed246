package dev.sommelier.http;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/// The bytes of a body as they arrive, in one array.
final class Body {

    /// A client may declare a large body and send little: memory grows with what arrives.
    private static final int FIRST_CAPACITY = 64 * 1024;

    private final long most;
    private byte[] bytes = {};
    private int length;
    private boolean dropped;

    /// @param most bytes that are expected; no room is made for more until they come
    Body(long most) {
        this.most = most;
    }

    /// Room that is made for so many bytes where there was room for fewer.
    static long grown(long room, long needed, long most) {
        return room >= needed ? room : Math.max(needed, Math.min(most, Math.max(2 * room, FIRST_CAPACITY)));
    }

    void append(Buffer piece) {
        if (dropped) {
            return;
        }
        int end = Math.addExact(length, piece.length());
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.toIntExact(grown(bytes.length, end, most)));
        }
        piece.getBytes(bytes, length);
        length = end;
    }

    int length() {
        return length;
    }

    /// Hands the bytes over and keeps none.
    byte[] take() {
        byte[] taken = bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
        drop();
        return taken;
    }

    /// Takes no more bytes and keeps none.
    void drop() {
        dropped = true;
        bytes = new byte[0];
    }
}
