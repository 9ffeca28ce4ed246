package dev.sommelier.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/// Threads of one purpose, whose CPU time is known apart from the rest of the process: those of the pool, and
/// those that they start themselves. None of the pool ends before the pool is closed, as its time would be gone
/// with it.
final class CountedThreads implements AutoCloseable {
    private final ThreadMXBean times = ManagementFactory.getThreadMXBean();
    private final ThreadGroup group;
    private final ExecutorService pool;

    CountedThreads(String name, int count) {
        group = new ThreadGroup(name);
        pool = Executors.newFixedThreadPool(count, task -> new Thread(group, task, name));
    }

    /// Runs a task on one of the threads.
    <T> T on(Callable<T> task) throws InterruptedException {
        return all(List.of(task)).getFirst();
    }

    /// Runs tasks side by side and waits for all of them, also if one fails.
    <T> List<T> all(List<? extends Callable<T>> tasks) throws InterruptedException {
        return pool.invokeAll(tasks).stream().map(CountedThreads::result).toList();
    }

    private static <T> T result(Future<T> done) {
        try {
            return done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError("it was waited for", e);
        }
    }

    long cpuNanos() {
        return threads()
                .mapToLong(thread -> times.getThreadCpuTime(thread.threadId()))
                .filter(nanos -> nanos > 0)
                .sum();
    }

    private Stream<Thread> threads() {
        // What does not fit is left out without a word, and the count is an estimate.
        Thread[] threads = new Thread[2 * group.activeCount() + 16];
        return Stream.of(threads).limit(group.enumerate(threads));
    }

    /// Waits for what runs.
    @Override
    public void close() {
        pool.close();
    }
}
