package dev.sommelier.inference;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Work on a thread of its own with room for many nested calls. ONNX Runtime looks through the process's command
/// line by recursion when it starts; a class path of some kilobytes there needs more than a thread's usual
/// megabyte, and without it the process dies without a word.
final class DeepStack {
    private static final long BYTES = 64L << 20;

    private DeepStack() {}

    /// Waits for the work.
    ///
    /// @throws IOException if this thread is interrupted meanwhile, or whatever the work throws
    static <T> T run(Callable<T> work) throws IOException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(null, task, "load-model", BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new IOException(String.valueOf(cause.getMessage()), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
