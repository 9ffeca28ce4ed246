package dev.sommelier.inference;

import dev.sommelier.failure.Failure;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Counts the photos that are in, and lets no more in than can be answered in time.
///
/// What a photo costs is measured whole, decoding, inference and all that gets in their way: the time that the
/// workers had photos to work for, over the photos that came out. Under load that is the rate at which answers
/// come.
final class Places {
    /// Weight of the newest photo in the running mean of the time that one costs.
    private static final double NEWEST = 0.05;

    /// Share of the time a photo may wait that its expected wait may take. What a photo costs moves by some
    /// tenths with the photos and the machine: without that room a part of those let in came too late all the
    /// same, and what was done for them was lost.
    private static final double CAUTION = 0.75;

    private final int capacity;
    private final Duration deadline;
    private final int workers;
    private final LongSupplier nanoClock;
    private int taken;
    private double nanosPerPhoto;
    private double worked;
    private long seen;
    private boolean closed;

    /// @param nanoClock like [System#nanoTime]
    Places(int capacity, Duration deadline, int workers, LongSupplier nanoClock) {
        this.capacity = capacity;
        this.deadline = deadline;
        this.workers = workers;
        this.nanoClock = nanoClock;
    }

    /// Looks whether a photo would get a place, and takes none.
    ///
    /// @param patience longest that the photo may wait, if that is less than the deadline
    /// @return longest that it may wait
    /// @throws Failure.Overloaded if there is no place, or the photos before would take longer than that
    synchronized Duration check(Duration patience) {
        if (closed) {
            throw draining();
        }
        Duration wait = backlog(taken);
        if (taken >= capacity) {
            throw overloaded("queue-full", "All %d places are taken.".formatted(capacity), wait);
        }
        Duration allowed = patience.compareTo(deadline) < 0 ? patience : deadline;
        if (wait.toNanos() > CAUTION * allowed.toNanos()) {
            throw overloaded(
                    "deadline", "The photo would hardly be answered within %s.".formatted(readable(allowed)), wait);
        }
        return allowed;
    }

    /// As [#check], and takes the place.
    synchronized Duration take(Duration patience) {
        Duration allowed = check(patience);
        work();
        taken++;
        return allowed;
    }

    synchronized void give() {
        work();
        taken--;
        notifyAll();
    }

    synchronized int taken() {
        return taken;
    }

    /// Learns what a photo costs a worker: so many have come out, worked on to the end.
    synchronized void served(int photos) {
        work();
        double cost = worked / photos;
        double weight = nanosPerPhoto == 0 ? 1 : 1 - Math.pow(1 - NEWEST, photos);
        nanosPerPhoto += weight * (cost - nanosPerPhoto);
        worked = 0;
    }

    /// A photo came out that had all processors to itself: its time does not tell what one costs in a crowd.
    synchronized void servedAlone() {
        work();
        worked = 0;
    }

    /// Counts the time since the last change for each worker that there was a photo for.
    private void work() {
        long now = nanoClock.getAsLong();
        worked += (double) Math.min(taken, workers) * (now - seen);
        seen = now;
    }

    /// @param allowed longest that the photo might wait
    Failure.Overloaded late(Duration allowed) {
        return overloaded(
                "deadline", "The photo waited longer than %s.".formatted(readable(allowed)), backlog(taken()));
    }

    static Failure.Overloaded draining() {
        return overloaded("draining", "The service is stopping.", Duration.ofSeconds(5));
    }

    synchronized boolean closed() {
        return closed;
    }

    /// Lets nobody in any more and waits for the last one to leave.
    ///
    /// @return whether all have left within the time
    synchronized boolean close(Duration grace) throws InterruptedException {
        closed = true;
        long end = System.nanoTime() + grace.toNanos();
        while (taken > 0 && System.nanoTime() < end) {
            wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        return taken == 0;
    }

    /// How long the workers need for so many photos, as far as is known.
    private synchronized Duration backlog(int before) {
        return Duration.ofNanos((long) (before * nanosPerPhoto / workers));
    }

    private static Failure.Overloaded overloaded(String reason, String why, Duration wait) {
        Duration after = wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : wait;
        return new Failure.Overloaded(reason, "%s Try again in %s.".formatted(why, seconds(after)), after);
    }

    private static String readable(Duration duration) {
        return duration.toMillis() < 1000 ? "%d ms".formatted(duration.toMillis()) : seconds(duration);
    }

    private static String seconds(Duration duration) {
        return "%d s".formatted((duration.toMillis() + 999) / 1000);
    }
}
