package dev.sommelier.app;

import dev.sommelier.inference.Tasks.Task;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// Vert.x's event loops, each asked for a sign of life again and again. For one thread, which never waits for
/// them.
final class EventLoops {
    static final String STAGE = "event-loop";

    private final List<Loop> loops = new ArrayList<>();

    EventLoops(Vertx vertx) {
        ((VertxInternal) vertx).nettyEventLoopGroup().forEach(executor -> loops.add(new Loop(executor)));
        // At once, for a loop is told from its first sign on only.
        loops.forEach(Loop::ask);
    }

    /// Loops that have not given their sign yet. Asks those that have for the next one.
    List<Task> silent() {
        List<Task> silent = new ArrayList<>();
        for (Loop loop : loops) {
            loop.ask();
            if (loop.asked && loop.thread != null) {
                silent.add(new Task(STAGE, loop.thread, loop.since, Map.of()));
            }
        }
        return silent;
    }

    /// One of them; its thread is known from the first sign on.
    private static final class Loop {
        private final EventExecutor executor;
        private long since;
        private volatile boolean asked;
        private volatile @Nullable Thread thread;

        Loop(EventExecutor executor) {
            this.executor = executor;
        }

        void ask() {
            if (asked) {
                return;
            }
            asked = true;
            since = System.nanoTime();
            try {
                executor.execute(this::live);
            } catch (RejectedExecutionException e) {
                // It is closing with the service, and has nothing left to be stuck with.
                asked = false;
            }
        }

        private void live() {
            thread = Thread.currentThread();
            asked = false;
        }
    }
}
