package dev.sommelier.track;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mlflow.tracking.MlflowHttpException;

/// Calls to a server that may be away, hang or refuse: each is given a time, and made again until it is answered,
/// refused for good, or the run is over.
final class MlflowAttempts implements AutoCloseable {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /// The library waits for an answer without end; interrupting a virtual thread closes its socket.
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();

    private final Duration limit;
    private final CountDownLatch over;
    private final Consumer<String> failed;

    /// @param limit for one call
    /// @param over open once the run is over: what fails then is not tried again
    /// @param failed hears the reason of each failure
    MlflowAttempts(Duration limit, CountDownLatch over, Consumer<String> failed) {
        this.limit = limit;
        this.over = over;
        this.failed = failed;
    }

    /// The answer, or null if the server refuses (a status of 4xx).
    ///
    /// @throws CancellationException if the run is over and the last attempt failed
    <T> @Nullable T make(Callable<T> call) throws InterruptedException {
        Duration pause = SHORTEST_PAUSE;
        while (true) {
            boolean last = over.getCount() == 0;
            try {
                return once(call);
            } catch (MlflowHttpException e) {
                failed.accept("answers " + e.getStatusCode());
                if (e.getStatusCode() / 100 == 4) {
                    return null;
                }
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                failed.accept(reason(e));
            }
            if (last) {
                throw new CancellationException("the run is over");
            }
            over.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private <T> T once(Callable<T> call) throws Exception {
        Future<T> answer = calls.submit(call);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("does not answer within %d s".formatted(limit.toSeconds()), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            answer.cancel(true);
        }
    }

    private static String reason(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return Secrets.address(Warning.reason(root));
    }

    /// Waits for nothing.
    @Override
    public void close() {
        calls.shutdownNow();
    }
}
