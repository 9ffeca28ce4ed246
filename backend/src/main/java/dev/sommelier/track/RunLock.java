package dev.sommelier.track;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds a run for one process, and is let go by the system however that process ends.
///
/// On POSIX systems, closing any channel of a file drops every lock that the process has on it: a process must not
/// look at the lock of a run of its own.
final class RunLock implements Closeable {
    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Empty if another process holds it.
    static Optional<RunLock> take(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new RunLock(channel));
    }

    /// One thread after the other: to one, the other's look would be a lock that is held.
    static synchronized boolean isHeld(Path file) throws IOException {
        if (!SmallFile.isPlain(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            // A shared one: two processes that look at the same time do not take each other for a run.
            FileLock probe = channel.tryLock(0, Long.MAX_VALUE, true);
            return probe == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
