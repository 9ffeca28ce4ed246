package dev.sommelier.inference;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The answer to one photo. The first one counts; whoever waits for it may break without harm to the photos
/// beside.
final class Answer {
    private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

    private final Promise<Classification> promise = Promise.promise();
    private final LogContext context = LogContext.current();

    /// That of whoever asked.
    LogContext context() {
        return context;
    }

    Future<Classification> future() {
        return promise.future();
    }

    void succeed(Classification classification) {
        tell(() -> promise.tryComplete(classification));
    }

    void fail(Throwable cause) {
        tell(() -> promise.tryFail(cause));
    }

    private void tell(Runnable answer) {
        context.run(() -> {
            try {
                answer.run();
            } catch (RuntimeException e) {
                LOG.error("Whoever waited for a photo broke on its answer", e);
            }
        });
    }
}
