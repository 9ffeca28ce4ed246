package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Tries again what was refused for load, as long as somebody waits for it.
record Persistence(Vertx vertx, Patience patience, BooleanSupplier abandoned) {

    /// A refusal costs next to nothing, and places come free many times a second.
    private static final int PAUSE_MILLIS = 25;

    /// @param attempt fails with [Failure.Overloaded] where it is refused for load; called on the event loop
    /// @return as the last attempt ended
    <T> Future<T> until(Supplier<Future<T>> attempt) {
        Promise<T> done = Promise.promise();
        attempt(attempt, done);
        return done.future();
    }

    private <T> void attempt(Supplier<Future<T>> attempt, Promise<T> done) {
        // Starts from a future, so that what is thrown counts like what fails later.
        Future.succeededFuture(attempt)
                .compose(ask -> {
                    requireTime();
                    return ask.get();
                })
                .onSuccess(done::complete)
                .onFailure(refused -> {
                    if (isForLoad(refused)) {
                        vertx.setTimer(PAUSE_MILLIS, again -> attempt(attempt, done));
                    } else {
                        done.fail(refused);
                    }
                });
    }

    private void requireTime() {
        if (abandoned.getAsBoolean()) {
            throw new Failure.BadRequest("The client has left.");
        }
        if (patience.over()) {
            throw new Failure.Overloaded(
                    "deadline",
                    "The time for the batch was over before this photo's turn came. Send fewer photos, or give more time with %s."
                            .formatted(Patience.HEADER),
                    Duration.ofSeconds(1));
        }
    }

    /// A service that stops will take no photo any more.
    private boolean isForLoad(Throwable refused) {
        return refused instanceof Failure.Overloaded overloaded
                && !overloaded.reason().equals("draining")
                && !patience.over();
    }
}
