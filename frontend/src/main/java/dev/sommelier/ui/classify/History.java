package dev.sommelier.ui.classify;

import dev.sommelier.ui.api.Prediction;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The answers of one session, without the photos. Guarded by the session's lock.
final class History {
    private final int most;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final List<Runnable> listeners = new ArrayList<>();

    /// @param most entries; one more pushes the oldest out
    History(int most) {
        this.most = most;
    }

    /// @param said what a person called it; empty if nobody said anything
    record Entry(Instant at, String photo, String requestId, String label, double confidence, Optional<String> said) {}

    /// Several pages of a session may show it.
    ///
    /// @param listener told of each change, under the session's lock
    /// @return ends it
    Runnable listen(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void changed() {
        List.copyOf(listeners).forEach(Runnable::run);
    }

    void add(String photo, Prediction prediction) {
        entries.addFirst(new Entry(
                Instant.now(),
                photo,
                prediction.details().requestId(),
                prediction.label(),
                prediction.confidence(),
                Optional.empty()));
        if (entries.size() > most) {
            entries.removeLast();
        }
        changed();
    }

    /// @param label what the photo shows in truth
    void said(String requestId, String label) {
        List<Entry> now = new ArrayList<>(entries);
        now.replaceAll(each -> each.requestId().equals(requestId)
                ? new Entry(each.at(), each.photo(), requestId, each.label(), each.confidence(), Optional.of(label))
                : each);
        entries.clear();
        entries.addAll(now);
        changed();
    }

    void clear() {
        entries.clear();
        changed();
    }

    /// {@return the latest first}
    List<Entry> entries() {
        return List.copyOf(entries);
    }
}
