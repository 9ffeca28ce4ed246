package dev.sommelier.ui.batch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;

/// A stream that has to end in time. Ends one that trickles, which no limit on silence ever does; for one that is
/// silent the stream below needs such a limit of its own, since a read that waits is not interrupted.
final class TimeLimitedInput extends FilterInputStream {
    private final long start = System.nanoTime();
    private final Duration limit;

    TimeLimitedInput(InputStream in, Duration limit) {
        super(in);
        this.limit = limit;
    }

    /// @throws InterruptedIOException if the time is up
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (System.nanoTime() - start > limit.toNanos()) {
            throw new InterruptedIOException("Not there after " + limit);
        }
        return super.read(target, offset, length);
    }
}
