package dev.sommelier.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// What one thread did in a window.
///
/// @param nanos of each turn that did something
/// @param seconds from its first turn to the end of its last
record Tally(long photos, List<Long> nanos, double seconds) {

    /// Takes turns until the time is over. The last one is ended and counted: cutting it off would make long turns
    /// look fast.
    static Tally of(Turn turn, long windowNanos, BooleanSupplier stopped) throws InterruptedException {
        List<Long> nanos = new ArrayList<>();
        long photos = 0;
        long start = System.nanoTime();
        long end = start;
        while (end - start < windowNanos && !stopped.getAsBoolean()) {
            int done = turn.take();
            long now = System.nanoTime();
            if (done > 0) {
                photos += done;
                nanos.add(now - end);
            }
            end = now;
        }
        return new Tally(photos, nanos, (end - start) / 1e9);
    }

    double photosPerSecond() {
        return photos == 0 ? 0 : photos / seconds;
    }
}
