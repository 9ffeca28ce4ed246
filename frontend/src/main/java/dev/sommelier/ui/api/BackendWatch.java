package dev.sommelier.ui.api;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Looks at the backend's health for all open pages together, and only while there is one.
///
/// Listeners hear each change once, on the watch's own thread, and must not block it.
public final class BackendWatch implements AutoCloseable {
    private final BackendClient client;
    private final Set<Consumer<BackendState>> listeners = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("backend-watch").factory());
    private BackendState state = new BackendState.Unknown();

    public BackendWatch(BackendClient client, Duration interval) {
        this.client = client;
        long nanos = interval.toNanos();
        var _ = clock.scheduleWithFixedDelay(this::look, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /// Tells the listener the state as last seen, looks again at once, and then tells it each change.
    ///
    /// @return ends it
    public Runnable listen(Consumer<BackendState> listener) {
        clock.execute(() -> {
            listeners.add(listener);
            listener.accept(state);
            look();
        });
        return () -> listeners.remove(listener);
    }

    /// Looks now instead of at the next turn.
    public void lookNow() {
        clock.execute(this::look);
    }

    /// A photo could not be delivered: that is news which need not wait for the next look.
    public void lost() {
        clock.execute(() -> see(new BackendState.Away()));
    }

    private void look() {
        if (!listeners.isEmpty()) {
            see(client.health().join());
        }
    }

    private void see(BackendState seen) {
        if (!seen.equals(state)) {
            state = seen;
            listeners.forEach(listener -> listener.accept(seen));
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
