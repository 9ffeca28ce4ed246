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

    /// Counts what is made of the bytes too, until it is closed.
    ///
    /// @param more bytes besides its own; replaces what was said before
    /// @throws dev.sommelier.failure.Failure.Overloaded if more are wanted than are left
    public void reserve(long more) {
        hold.resize(bytes().length + more);
    }

    @Override
    public void close() {
        bytes = null;
        hold.close();
    }
}
