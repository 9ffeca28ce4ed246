package dev.sommelier.predict;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;

/// How many photos of all batches are under way at once. Batches ask for one turn after the other, so those that
/// run at the same time take turns, and single photos find places beside them.
final class BatchTurns {

    private final Queue<Promise<Turn>> waiting = new ArrayDeque<>();
    private int free;

    /// @param places at least 1
    BatchTurns(int places) {
        this.free = places;
    }

    /// @return on any thread, for the caller to close; first come, first served
    synchronized Future<Turn> take() {
        if (free > 0) {
            free--;
            return Future.succeededFuture(new Turn());
        }
        Promise<Turn> turn = Promise.promise();
        waiting.add(turn);
        return turn.future();
    }

    private void pass() {
        Promise<Turn> next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        // Outside the lock: whoever waits goes on from here.
        next.complete(new Turn());
    }

    /// For one photo, to be closed once.
    final class Turn {
        void close() {
            pass();
        }
    }
}
