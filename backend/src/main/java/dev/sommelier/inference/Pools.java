package dev.sommelier.inference;

import io.vertx.core.Vertx;
import java.util.BitSet;

/// Names for the thread pools of loaded models. Two models are loaded while one takes over from the other, and
/// Vert.x lets pools of the same name share their threads: each model gets names that no other has at that time.
/// They are used again and again, so metrics have few of them.
final class Pools {
    private final Tasks watched;
    private final BitSet taken = new BitSet();

    /// @param watched told what the threads of all pools are at
    Pools(Tasks watched) {
        this.watched = watched;
    }

    /// The pools of one model; close it when its threads have ended.
    Share share(Vertx vertx) {
        return new Share(vertx, take());
    }

    private synchronized int take() {
        int free = taken.nextClearBit(0);
        taken.set(free);
        return free;
    }

    private synchronized void give(int number) {
        taken.clear(number);
    }

    final class Share implements AutoCloseable {
        private final Vertx vertx;
        private final int number;

        private Share(Vertx vertx, int number) {
            this.vertx = vertx;
            this.number = number;
        }

        /// @param purpose for example `decode`, which the first model's pool is named; the second's is `decode-b`
        WorkerPool open(String purpose, int threads) {
            String name = number == 0 ? purpose : purpose + "-" + (char) ('a' + Math.min(number, 25));
            return new WorkerPool(vertx, purpose, name, threads, watched);
        }

        @Override
        public void close() {
            give(number);
        }
    }
}
