package dev.sommelier.inference;

import dev.sommelier.failure.Failure;
import java.time.Duration;

/// Counts the photos that are in, and lets no more in than can be answered in time.
final class Places {
    /// Weight of the newest photo in the running mean of the time that one costs.
    private static final double NEWEST = 0.05;

    private final int capacity;
    private final Duration deadline;
    private final int workers;
    private int taken;
    private double nanosPerPhoto;
    private boolean closed;

    Places(int capacity, Duration deadline, int workers) {
        this.capacity = capacity;
        this.deadline = deadline;
        this.workers = workers;
    }

    /// @throws Failure.Overloaded if there is no place, or the photos before would take longer than the deadline
    synchronized void take() {
        if (closed) {
            throw draining();
        }
        Duration wait = backlog(taken);
        if (taken >= capacity) {
            throw overloaded("queue-full", "All %d places are taken.".formatted(capacity), wait);
        }
        if (wait.compareTo(deadline) > 0) {
            throw overloaded("deadline", "The photo would wait longer than %s.".formatted(seconds(deadline)), wait);
        }
        taken++;
    }

    synchronized void give() {
        taken--;
        notifyAll();
    }

    synchronized int taken() {
        return taken;
    }

    /// Learns what a photo costs a worker; photos of one batch share its time.
    synchronized void served(long batchNanos, int photos) {
        for (int i = 0; i < photos; i++) {
            double cost = (double) batchNanos / photos;
            nanosPerPhoto = nanosPerPhoto == 0 ? cost : nanosPerPhoto + NEWEST * (cost - nanosPerPhoto);
        }
    }

    /// Whether a photo that has waited so long can still be answered in time.
    boolean inTime(long waitedNanos) {
        return waitedNanos <= deadline.toNanos();
    }

    Failure.Overloaded late() {
        return overloaded(
                "deadline", "The photo waited longer than %s.".formatted(seconds(deadline)), backlog(taken()));
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

    private static String seconds(Duration duration) {
        return "%d s".formatted((duration.toMillis() + 999) / 1000);
    }
}
