package dev.sommelier.inference;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/// What was asked for with a photo. Not its bytes: those are gone once it is decoded.
///
/// @param abandoned whether nobody waits for the answer any more
/// @param asked when, [System#nanoTime]
/// @param allowed longest that the photo may wait since then
record Order(BooleanSupplier abandoned, long asked, Duration allowed, Answer answer) {

    /// Before each stage: whether it is still worth while.
    ///
    /// @throws CancellationException if nobody waits for the answer
    /// @throws dev.sommelier.failure.Failure.Overloaded if the photo has waited too long
    void check(Places places) {
        if (abandoned.getAsBoolean()) {
            throw new CancellationException("nobody waits for the answer");
        }
        if (System.nanoTime() - asked > allowed.toNanos()) {
            throw places.late(allowed);
        }
    }
}
