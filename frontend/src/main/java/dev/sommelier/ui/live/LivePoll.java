package dev.sommelier.ui.live;

import dev.sommelier.ui.api.ApiPath;
import dev.sommelier.ui.api.BodyReader;
import dev.sommelier.ui.api.Managed;
import dev.sommelier.ui.api.ManagementClient;
import dev.sommelier.ui.part.Texts;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the backend's meters each second for all open pages together, and only while somebody sees one.
///
/// Listeners hear on the poll's own thread, and must not block it. One that fails harms no other.
public final class LivePoll implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LivePoll.class);
    private static final ApiPath METRICS = ApiPath.of("metrics");

    /// Much less than for other answers of the management port: the next look comes anyway.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ManagementClient client;
    private final long nanos;
    private final Set<Consumer<Managed<History>>> listeners = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("live-poll").factory());
    private History history = History.NONE;
    private Managed<History> answer = new Managed.Got<>(history);
    private long looked;

    public LivePoll(ManagementClient client) {
        this(client, Duration.ofSeconds(1));
    }

    LivePoll(ManagementClient client, Duration interval) {
        this.client = client;
        this.nanos = interval.toNanos();
        this.looked = System.nanoTime() - nanos;
        var _ = clock.scheduleWithFixedDelay(this::look, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    /// Tells the listener what is known at once, and then after each look.
    ///
    /// @return ends it, also where the listener has heard nothing yet
    Runnable listen(Consumer<Managed<History>> listener) {
        listeners.add(listener);
        clock.execute(() -> welcome(listener));
        return () -> listeners.remove(listener);
    }

    /// However many come at once, there is one look.
    private void welcome(Consumer<Managed<History>> listener) {
        if (System.nanoTime() - looked >= nanos) {
            look();
        } else if (listeners.contains(listener)) {
            attempt("tell a page of the backend", () -> listener.accept(answer));
        }
    }

    private void look() {
        if (!listeners.isEmpty()) {
            attempt("look at the backend's meters", this::ask);
        }
    }

    private void ask() {
        History before = history;
        answer = await(client.get(
                METRICS,
                BodyReader.text(
                        text -> Reading.of(text, System.currentTimeMillis()).map(before::with))));
        if (answer instanceof Managed.Got<History>(History now)) {
            history = now;
        }
        looked = System.nanoTime();
        listeners.forEach(listener -> attempt("tell a page of the backend", () -> listener.accept(answer)));
    }

    private static Managed<History> await(CompletableFuture<Managed<History>> asked) {
        try {
            return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            asked.cancel(true);
            return new Managed.Failed<>(Texts.of("live.slow"));
        } catch (InterruptedException closed) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            return new Managed.Unreachable<>();
        } catch (ExecutionException defect) {
            throw new IllegalStateException(defect);
        }
    }

    /// A clock ends a repeated task that throws, and says nothing.
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
