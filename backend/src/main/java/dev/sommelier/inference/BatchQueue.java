package dev.sommelier.inference;

import dev.sommelier.model.ModelCard;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/// Decoded photos, and the workers that take them as soon as one is free: alone under light load, in batches under
/// heavy load. Nobody waits for a batch to fill.
final class BatchQueue {
    private final Places places;
    private final Tensors tensors;
    private final int maxBatch;
    private final WorkerExecutor pool;
    private final List<Worker> workers = new ArrayList<>();
    private final Deque<Worker> idle = new ArrayDeque<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    BatchQueue(Vertx vertx, Network network, ModelCard card, ClassifierConfig config, Places places, Tensors tensors) {
        this.places = places;
        this.tensors = tensors;
        this.maxBatch = config.maxBatch();
        this.pool = vertx.createSharedWorkerExecutor("inference", config.workers(), 10, TimeUnit.MINUTES);
        for (int i = 0; i < config.workers(); i++) {
            workers.add(new Worker(network.open(), card, maxBatch));
        }
        idle.addAll(workers);
    }

    void warmUp() {
        workers.forEach(Worker::warmUp);
    }

    /// Never blocks. The queue is as long as there are places.
    synchronized void add(Waiting photo) {
        waiting.add(photo);
        dispatch();
    }

    private synchronized void dispatch() {
        while (!waiting.isEmpty() && !idle.isEmpty()) {
            // An even share, so that the workers that are idle too get something.
            int share = Math.min(maxBatch, Math.ceilDiv(waiting.size(), idle.size()));
            List<Waiting> batch = new ArrayList<>(share);
            for (int i = 0; i < share; i++) {
                batch.add(waiting.remove());
            }
            Worker worker = idle.remove();
            pool.<Void>executeBlocking(
                            () -> {
                                run(worker, batch);
                                return null;
                            },
                            false)
                    .onFailure(cause -> batch.forEach(photo -> photo.answer().tryFail(cause)));
        }
    }

    private void run(Worker worker, List<Waiting> batch) {
        try {
            List<Waiting> wanted = batch.stream().filter(this::wanted).toList();
            if (!wanted.isEmpty()) {
                places.served(worker.run(wanted), wanted.size());
            }
        } finally {
            batch.forEach(photo -> tensors.give(photo.tensor()));
            free(worker);
        }
    }

    private boolean wanted(Waiting photo) {
        if (photo.abandoned().getAsBoolean()) {
            return !photo.answer().tryFail(new CancellationException("nobody waits for the answer"));
        }
        if (!places.inTime(System.nanoTime() - photo.since() + photo.queued())) {
            return !photo.answer().tryFail(places.late());
        }
        return true;
    }

    private synchronized void free(Worker worker) {
        idle.add(worker);
        dispatch();
    }

    /// Call it when no photo is in any more. Waits for the workers, as closing a session in use crashes the JVM.
    void close() throws InterruptedException {
        pool.close().await();
        workers.forEach(Worker::close);
    }
}
