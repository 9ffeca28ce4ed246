package dev.sommelier.ui.api;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the backend's health for all open pages together, and only while there is one.
///
/// Listeners hear each change, on the watch's own thread, and must not block it. One that fails harms no other.
public final class BackendWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackendWatch.class);

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
    /// @return ends it, also where the listener has heard nothing yet
    public Runnable listen(Consumer<BackendState> listener) {
        listeners.add(listener);
        clock.execute(() -> welcome(listener));
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

    private void welcome(Consumer<BackendState> listener) {
        if (listeners.contains(listener)) {
            tell(listener, state);
            look();
        }
    }

    private void look() {
        if (!listeners.isEmpty()) {
            attempt("look at the backend", () -> see(client.health().join()));
        }
    }

    private void see(BackendState seen) {
        if (!seen.equals(state)) {
            state = seen;
            listeners.forEach(listener -> tell(listener, seen));
        }
    }

    private static void tell(Consumer<BackendState> listener, BackendState seen) {
        attempt("tell a page of the backend", () -> listener.accept(seen));
    }

    /// A clock ends a repeated task that throws, and says nothing: every page would keep the state it heard last.
    private static void attempt(String what, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error failed) {
            LOG.error("Could not {}; goes on with the next turn", what, failed);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
