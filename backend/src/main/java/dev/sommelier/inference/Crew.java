package dev.sommelier.inference;

import dev.sommelier.model.FamiliarityCheck;
import dev.sommelier.model.ModelCard;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The workers: those that share the machine, and, where a pass may be spread over more threads than theirs, one
/// more for a photo that has the machine to itself. Not thread-safe.
final class Crew implements AutoCloseable {
    private final List<Worker> all = new ArrayList<>();
    private final Deque<Worker> idle = new ArrayDeque<>();
    private Optional<Worker> lone = Optional.empty();
    private boolean loneBusy;

    /// Opens the workers' sessions and warms them up; takes seconds. If one fails, none stays open.
    Crew(Network network, ModelCard card, Optional<FamiliarityCheck> familiarity, Layout layout) {
        try {
            for (int i = 0; i < layout.workers(); i++) {
                all.add(new Worker(network.open(layout.threads()), card, familiarity, layout.maxBatch()));
            }
            idle.addAll(all);
            if (network.choosesThreads() && layout.loneThreads() > layout.threads()) {
                Worker worker = new Worker(network.open(layout.loneThreads()), card, familiarity, 1);
                all.add(worker);
                lone = Optional.of(worker);
            }
            all.forEach(Worker::warmUp);
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    /// Threads that run all of them at once.
    int threads() {
        return all.size();
    }

    int idle() {
        return idle.size();
    }

    /// One of those that share the machine; at least one is idle.
    Worker take() {
        return idle.remove();
    }

    /// The one for a lone photo, if there is one and it is idle.
    Optional<Worker> takeLone() {
        if (loneBusy) {
            return Optional.empty();
        }
        loneBusy = lone.isPresent();
        return lone;
    }

    boolean isLone(Worker worker) {
        return lone.isPresent() && lone.get() == worker;
    }

    void give(Worker worker) {
        if (isLone(worker)) {
            loneBusy = false;
        } else {
            idle.add(worker);
        }
    }

    /// Only when no pass runs any more: closing a session in use crashes the JVM.
    @Override
    public void close() {
        all.forEach(Worker::close);
    }
}
