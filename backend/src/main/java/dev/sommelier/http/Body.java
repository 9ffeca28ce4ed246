package dev.sommelier.http;

import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Arrays;

/// The bytes of a body as they arrive, in one array.
final class Body {

    /// A client may declare a large body and send little: memory grows with what arrives.
    private static final int FIRST_CAPACITY = 64 * 1024;

    /// Up to here it is believed: most photos are no larger, and an array that grows is copied.
    private static final int BELIEVED = 512 * 1024;

    private final long most;
    private final long first;
    private byte[] bytes = {};
    private int length;
    private boolean dropped;

    /// @param most bytes that are expected; no room is made for more until they come
    Body(long most) {
        this(most, FIRST_CAPACITY);
    }

    private Body(long most, long first) {
        this.most = most;
        this.first = first;
    }

    /// @param bytes that most probably come
    static Body expecting(long bytes) {
        return new Body(bytes, bytes <= BELIEVED ? bytes : FIRST_CAPACITY);
    }

    /// Room that is made for so many bytes where there was room for fewer.
    static long grown(long room, long needed, long most) {
        return room >= needed ? room : Math.max(needed, Math.min(most, Math.max(2 * room, FIRST_CAPACITY)));
    }

    void append(Buffer piece) {
        append(((BufferInternal) piece).getByteBuf());
    }

    void append(ByteBuf piece) {
        if (dropped) {
            return;
        }
        int end = Math.addExact(length, piece.readableBytes());
        if (end > bytes.length) {
            long room = length == 0 ? Math.max(first, end) : grown(bytes.length, end, most);
            bytes = Arrays.copyOf(bytes, Math.toIntExact(room));
        }
        piece.getBytes(piece.readerIndex(), bytes, length, end - length);
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
