package dev.sommelier.inference;

import dev.sommelier.model.FamiliarityCheck;
import dev.sommelier.model.ModelCard;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Decoded photos, and the workers that take them as soon as one is free: alone under light load, in batches under
/// heavy load. Nobody waits for a batch to fill. A photo that is the only one in gets all processors.
final class BatchQueue {
    private final Places places;
    private final Footprint footprint;
    private final int maxBatch;
    private final WorkerPool pool;
    private final Crew crew;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean closed;

    /// Opens the workers' sessions and warms them up; takes seconds. If one fails, none stays open.
    BatchQueue(
            Pools.Share pools,
            Network network,
            ModelCard card,
            Optional<FamiliarityCheck> familiarity,
            ClassifierConfig config,
            Places places,
            Footprint footprint) {
        this.places = places;
        this.footprint = footprint;
        this.maxBatch = config.maxBatch();
        this.crew = new Crew(network, card, familiarity, config.layout());
        this.pool = pools.open("inference", crew.threads());
    }

    /// Never blocks. The queue is as long as there are places.
    ///
    /// @throws dev.sommelier.failure.Failure.Overloaded if it is closed; the caller keeps the photo then
    synchronized void add(Waiting photo) {
        if (closed) {
            throw Places.draining();
        }
        waiting.add(photo);
        dispatch();
    }

    synchronized int waiting() {
        return waiting.size();
    }

    private synchronized void dispatch() {
        if (waiting.size() == 1 && places.taken() == 1) {
            // Nobody else is in, so nobody is kept waiting by a pass that takes all processors.
            crew.takeLone().ifPresent(worker -> start(worker, List.of(waiting.remove())));
        }
        while (!waiting.isEmpty() && crew.idle() > 0) {
            // An even share, so that the workers that are idle too get something.
            int share = Math.min(maxBatch, Math.ceilDiv(waiting.size(), crew.idle()));
            List<Waiting> batch = new ArrayList<>(share);
            for (int i = 0; i < share; i++) {
                batch.add(waiting.remove());
            }
            start(crew.take(), batch);
        }
    }

    private void start(Worker worker, List<Waiting> batch) {
        try {
            pool.run(() -> run(worker, batch));
        } catch (Throwable e) {
            crew.give(worker);
            batch.forEach(photo -> photo.answer().fail(e));
            batch.forEach(photo -> photo.slot().drop());
        }
    }

    private void run(Worker worker, List<Waiting> batch) {
        try {
            List<Waiting> wanted = batch.stream().filter(this::wanted).toList();
            if (!wanted.isEmpty()) {
                worker.run(wanted);
                served(worker, wanted.size());
            }
        } catch (Throwable e) {
            // Errors too: an engine without memory must not leave anybody waiting for ever.
            batch.forEach(photo -> photo.answer().fail(e));
        } finally {
            free(worker);
            batch.forEach(Waiting::close);
        }
    }

    private void served(Worker worker, int photos) {
        footprint.passed(photos);
        if (crew.isLone(worker)) {
            places.servedAlone();
        } else {
            places.served(photos);
        }
    }

    private boolean wanted(Waiting photo) {
        try {
            photo.order().check(places);
            return true;
        } catch (RuntimeException e) {
            photo.answer().fail(e);
            return false;
        }
    }

    private synchronized void free(Worker worker) {
        crew.give(worker);
        dispatch();
    }

    /// Refuses the photos that still wait, lets running passes end and closes the sessions.
    ///
    /// @return whether the passes ended within the time; if not, the sessions stay open, as closing one in use
    ///     crashes the JVM
    boolean close(Duration longest) throws InterruptedException {
        for (Waiting photo : left()) {
            photo.answer().fail(Places.draining());
            photo.close();
        }
        boolean ended = pool.end(longest);
        if (ended) {
            crew.close();
        }
        return ended;
    }

    private synchronized List<Waiting> left() {
        closed = true;
        List<Waiting> left = List.copyOf(waiting);
        waiting.clear();
        return left;
    }
}
