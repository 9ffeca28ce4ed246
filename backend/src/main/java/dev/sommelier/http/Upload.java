package dev.sommelier.http;

import org.jspecify.annotations.Nullable;

/// A file that a client sent. It counts among the bytes in flight until it is closed, so close it as soon as nobody
/// needs its bytes any more, from any thread; once more does no harm.
public final class Upload implements AutoCloseable {

    private final BytesInFlight.Hold hold;
    private volatile byte @Nullable [] bytes;

    Upload(byte[] bytes, BytesInFlight.Hold hold) {
        this.bytes = bytes;
        this.hold = hold;
    }

    /// @throws IllegalStateException once it is closed
    public byte[] bytes() {
        byte[] open = bytes;
        if (open == null) {
            throw new IllegalStateException("the upload is closed");
        }
        return open;
    }

    @Override
    public void close() {
        bytes = null;
        hold.close();
    }
}
