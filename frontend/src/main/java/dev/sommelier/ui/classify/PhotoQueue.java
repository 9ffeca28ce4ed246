package dev.sommelier.ui.classify;

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

/// Which photo of a page goes next, and when. Photos go in the order they came, a few at a time, and none while the
/// backend is away or has asked for a pause.
///
/// Guarded by the UI lock, like all that belongs to a page.
final class PhotoQueue {
    /// After so many tries without an answer a person decides.
    private static final int MAX_TRIES = 5;

    private final int limit;
    private final InstantSource clock;
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private final Set<Integer> inFlight = new HashSet<>();
    private final Map<Integer, Integer> tries = new HashMap<>();
    private Instant pausedUntil = Instant.MIN;
    private boolean open;

    PhotoQueue(int limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    void add(int photo) {
        tries.put(photo, 0);
        waiting.addLast(photo);
    }

    /// Something came of the photo: it is no longer on its way.
    void landed(int photo) {
        inFlight.remove(photo);
    }

    /// Puts a photo that got no answer back to the front.
    ///
    /// @return false if it was tried often enough
    boolean again(int photo) {
        boolean again = tries.getOrDefault(photo, MAX_TRIES) < MAX_TRIES;
        if (again) {
            waiting.addFirst(photo);
        }
        return again;
    }

    void forget(int photo) {
        landed(photo);
        waiting.remove(photo);
        tries.remove(photo);
    }

    /// @param open whether the backend takes photos
    void setOpen(boolean open) {
        this.open = open;
    }

    void pause(Duration pause) {
        Instant until = clock.instant().plus(pause);
        pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
    }

    /// {@return the photos to send now}
    List<Integer> next() {
        var next = new ArrayList<Integer>();
        while (mayGo()) {
            int photo = waiting.removeFirst();
            inFlight.add(photo);
            tries.merge(photo, 1, Integer::sum);
            next.add(photo);
        }
        return next;
    }

    private boolean mayGo() {
        return open
                && !waiting.isEmpty()
                && inFlight.size() < limit
                && !clock.instant().isBefore(pausedUntil);
    }
}
