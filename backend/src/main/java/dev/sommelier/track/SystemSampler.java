package dev.sommelier.track;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Writes down what the run costs the machine, now and then, on a daemon thread of its own.
final class SystemSampler implements AutoCloseable {
    private static final Duration FIRST = Duration.ofSeconds(1);

    private final SystemFigures figures;
    private final Lines lines;
    private final Consumer<IOException> lost;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("run-system").factory());

    /// @param interval 0 for never
    /// @param lost hears of what could not be written
    SystemSampler(SystemFigures figures, Lines lines, Duration interval, Consumer<IOException> lost) {
        this.figures = figures;
        this.lines = lines;
        this.lost = lost;
        if (interval.isPositive()) {
            long first = FIRST.compareTo(interval) < 0 ? FIRST.toMillis() : interval.toMillis();
            Future<?> _ = thread.scheduleAtFixedRate(this::sample, first, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void sample() {
        try {
            lines.add(figures.read());
        } catch (IOException e) {
            if (!thread.isShutdown()) {
                lost.accept(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Returns once nothing is written any more.
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                lost.accept(new IOException("the system's figures do not come"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
