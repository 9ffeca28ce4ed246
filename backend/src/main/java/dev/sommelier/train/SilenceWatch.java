package dev.sommelier.train;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/// Ends a stream on which nothing has come for too long: the JDK's client limits the time up to the answer's
/// headers only.
final class SilenceWatch extends FilterInputStream {
    private final Duration longest;
    private final Thread watch;
    private volatile long heard = System.nanoTime();
    private volatile boolean silent;

    SilenceWatch(InputStream in, Duration longest) {
        super(in);
        this.longest = longest;
        watch = Thread.ofVirtual().start(this::watch);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        try {
            int read = super.read(bytes, from, length);
            heard = System.nanoTime();
            if (silent) {
                throw new IOException("closed");
            }
            return read;
        } catch (IOException e) {
            throw silent ? new HttpTimeoutException("no byte came for %d s".formatted(longest.toSeconds())) : e;
        }
    }

    private void watch() {
        try {
            long left = longest.toNanos();
            while (left > 0) {
                Thread.sleep(Duration.ofNanos(left));
                left = longest.toNanos() - (System.nanoTime() - heard);
            }
            silent = true;
            in.close();
        } catch (InterruptedException | IOException e) {
            // Closed by its reader, or already at its end.
        }
    }

    @Override
    public void close() throws IOException {
        watch.interrupt();
        super.close();
    }
}
