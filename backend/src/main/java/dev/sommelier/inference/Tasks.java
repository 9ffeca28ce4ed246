package dev.sommelier.inference;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What the threads of the pools are at, for whoever watches that none is stuck. Thread-safe.
public final class Tasks {
    private final Set<Task> running = ConcurrentHashMap.newKeySet();

    /// One photo in a decoder, or one batch in a worker.
    ///
    /// @param stage `decode` or `inference`
    /// @param since when it began, [System#nanoTime]
    /// @param context what the log says of the request that it is done for
    public record Task(String stage, Thread thread, long since, Map<String, String> context) {}

    public List<Task> running() {
        return List.copyOf(running);
    }

    /// Runs work on this thread, and counts it as running meanwhile.
    void run(String stage, LogContext context, Runnable work) {
        Task task = new Task(stage, Thread.currentThread(), System.nanoTime(), context.entries());
        running.add(task);
        try {
            context.run(work);
        } finally {
            running.remove(task);
        }
    }
}
