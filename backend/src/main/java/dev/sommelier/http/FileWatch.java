package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every few seconds whether files have changed, and has them read again then, on a worker thread.
///
/// It asks and is not told: no notice comes from network file systems, nor where a container's secrets are swapped
/// by a link.
final class FileWatch {

    static final Duration PERIOD = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

    private final List<Path> files;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile List<String> seen;

    /// Takes what the files look like now as known, so make it before they are first read.
    FileWatch(List<Path> files) {
        this.files = List.copyOf(files);
        this.seen = stamps();
    }

    /// Goes on until Vert.x closes.
    ///
    /// @param read called when a file has changed; a failure is logged, and tried again at the next change only
    void start(Vertx vertx, Runnable read) {
        if (!files.isEmpty()) {
            vertx.setPeriodic(PERIOD.toMillis(), tick -> {
                if (looking.compareAndSet(false, true)) {
                    vertx.executeBlocking(() -> look(read), false).onComplete(done -> looking.set(false));
                }
            });
        }
    }

    /// @return null, for Vert.x wants a result
    @Nullable
    Void look(Runnable read) {
        List<String> now = stamps();
        if (!now.equals(seen)) {
            seen = now;
            reread(read);
        }
        return null;
    }

    private void reread(Runnable read) {
        try {
            read.run();
        } catch (Failure bad) {
            LOG.error("Nothing changes, for a file that changed is not right. {}", bad.getMessage());
        } catch (RuntimeException broken) {
            LOG.error("Nothing changes, for {} cannot be taken", files, broken);
        }
    }

    private List<String> stamps() {
        return files.stream().map(FileWatch::stamp).toList();
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return "%s %d %s".formatted(now.lastModifiedTime(), now.size(), now.fileKey());
        } catch (IOException e) {
            return "absent";
        }
    }
}
