package dev.sommelier.inference;

import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/// A Vert.x worker pool that can be waited for: Vert.x's own close interrupts what runs and drops what waits. It
/// takes as many tasks as there are places for photos, so its queue needs no bound of its own.
final class WorkerPool {
    /// After so long on one task Vert.x warns, with the stack of the thread.
    private static final int SUSPICIOUS_SECONDS = 60;

    private final WorkerExecutor executor;
    private final String stage;
    private final Tasks watched;
    private int tasks;
    private boolean ended;

    /// @param stage what its tasks are told as, whichever pool of that purpose it is
    /// @param name of its threads
    /// @param threads at once, at least 1
    /// @param watched told what each of them is at
    WorkerPool(Vertx vertx, String stage, String name, int threads, Tasks watched) {
        this.stage = stage;
        this.watched = watched;
        executor = vertx.createSharedWorkerExecutor(name, threads, SUSPICIOUS_SECONDS, TimeUnit.SECONDS);
    }

    /// Never blocks.
    ///
    /// @param task must not throw
    /// @throws RejectedExecutionException after [#end]
    void run(Runnable task) {
        run(LogContext.NONE, task);
    }

    /// As [#run(Runnable)], for one request.
    void run(LogContext context, Runnable task) {
        enter();
        try {
            executor.<Void>executeBlocking(
                            () -> {
                                watched.run(stage, context, task);
                                return null;
                            },
                            false)
                    .onComplete(done -> leave());
        } catch (Throwable e) {
            leave();
            throw e;
        }
    }

    private synchronized void enter() {
        if (ended) {
            throw new RejectedExecutionException("the pool takes no more tasks");
        }
        tasks++;
    }

    private synchronized void leave() {
        tasks--;
        notifyAll();
    }

    /// Takes no more tasks, waits for those it has, and closes; interrupts none.
    ///
    /// @return whether all ended within the time; if not, the pool stays open
    boolean end(Duration longest) throws InterruptedException {
        boolean idle = idle(System.nanoTime() + longest.toNanos());
        if (idle) {
            executor.close();
        }
        return idle;
    }

    private synchronized boolean idle(long end) throws InterruptedException {
        ended = true;
        while (tasks > 0 && System.nanoTime() < end) {
            wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        return tasks == 0;
    }
}
