package dev.sommelier.inference;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Work on a thread of its own with room for many nested calls. ONNX Runtime looks through the process's command
/// line by recursion when it starts; a class path of some kilobytes there needs more than a thread's usual megabyte,
/// and without it the process dies without a word.
final class DeepStack {
    private static final long BYTES = 64L << 20;

    private DeepStack() {}

    /// Waits for the work, also if this thread is interrupted: it makes what nobody else could close.
    ///
    /// @throws IOException if the work does, or anything else that is no error of the program
    static <T> T run(Callable<T> work) throws IOException {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(null, task, "load-model", BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return result(task);
        } catch (ExecutionException e) {
            throw asItWas(Objects.requireNonNullElse(e.getCause(), e));
        }
    }

    private static <T> T result(FutureTask<T> task) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static IOException asItWas(Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case IOException e -> e;
            default -> new IOException(String.valueOf(cause.getMessage()), cause);
        };
    }
}
