package dev.sommelier.ui.batch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which photo goes next, and when: a few at a time, and none while the backend is away or has asked for a pause.
/// Guarded by the UI lock.
final class BatchQueue {
    /// A photo over which the connection breaks this often may be the cause.
    private static final int MOST_BREAKS = 5;

    private final int limit;
    private final InstantSource clock;
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private final Set<Integer> inFlight = new HashSet<>();
    private final Map<Integer, Integer> breaks = new HashMap<>();
    private Instant pausedUntil = Instant.MIN;
    private boolean open;

    BatchQueue(int limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    void add(int photo) {
        waiting.addLast(photo);
    }

    /// Something came of the photo.
    ///
    /// @return false if it was not on its way any more
    boolean landed(int photo) {
        return inFlight.remove(photo);
    }

    /// Puts a photo back to the front.
    void again(int photo) {
        waiting.addFirst(photo);
    }

    /// The same where the connection broke.
    ///
    /// @return false if that happened too often
    boolean againAfterBreak(int photo) {
        boolean again = breaks.merge(photo, 1, Integer::sum) < MOST_BREAKS;
        if (again) {
            again(photo);
        } else {
            breaks.remove(photo);
        }
        return again;
    }

    void setOpen(boolean open) {
        this.open = open;
    }

    void pause(Duration pause) {
        Instant until = clock.instant().plus(pause);
        pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
    }

    boolean isOpen() {
        return open;
    }

    boolean isPaused() {
        return clock.instant().isBefore(pausedUntil);
    }

    /// {@return the photos that were on their way; none is any more, and none waits}
    List<Integer> stop() {
        var stopped = List.copyOf(inFlight);
        inFlight.clear();
        waiting.clear();
        breaks.clear();
        return stopped;
    }

    /// {@return the photos to send now}
    List<Integer> next() {
        var next = new ArrayList<Integer>();
        while (open && !waiting.isEmpty() && inFlight.size() < limit && !isPaused()) {
            int photo = waiting.removeFirst();
            inFlight.add(photo);
            next.add(photo);
        }
        return next;
    }
}
