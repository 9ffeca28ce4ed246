package dev.sommelier.inference;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/// Workers that run batches of noise, one right after the other, as fast as they can.
final class Trial implements AutoCloseable {
    /// Who runs.
    ///
    /// @param workers at once
    /// @param threads of each worker
    /// @param batch images of each pass
    record Contender(int workers, int threads, int batch) {

        /// @param speed images a second, of all workers together
        double secondsOfPass(double speed) {
            return workers * batch / speed;
        }

        /// For people.
        @Override
        public String toString() {
            return "%d × %d threads, batch %d".formatted(workers, threads, batch);
        }
    }

    private final Contender contender;
    private final LongSupplier nanoClock;
    private final FloatBuffer images;
    private final List<Session> sessions = new ArrayList<>();
    private final ExecutorService threads;

    /// @param floats in one image
    /// @param nanoClock like [System#nanoTime]
    /// @throws RuntimeException if the engine cannot run so much at once, for example for want of memory
    Trial(Network network, int floats, Contender contender, LongSupplier nanoClock) {
        this.contender = contender;
        this.nanoClock = nanoClock;
        this.images = noise(Math.multiplyExact(contender.batch(), floats));
        this.threads = Executors.newFixedThreadPool(contender.workers());
        try {
            for (int i = 0; i < contender.workers(); i++) {
                sessions.add(network.open(contender.threads()));
            }
            sessions.forEach(session -> session.run(images, 1));
        } catch (Throwable e) {
            close();
            throw e;
        }
    }

    /// Images a second, of all workers together.
    ///
    /// @param nanos shortest time to look
    double speed(long nanos) throws InterruptedException {
        double all = 0;
        for (Future<Double> one : threads.invokeAll(sessions.stream()
                .<Callable<Double>>map(session -> () -> speed(session, nanos))
                .toList())) {
            all += got(one);
        }
        return all;
    }

    private double speed(Session session, long nanos) {
        long start = nanoClock.getAsLong();
        long count = 0;
        do {
            session.run(images, contender.batch());
            count += contender.batch();
        } while (nanoClock.getAsLong() - start < nanos);
        return count * 1e9 / (nanoClock.getAsLong() - start);
    }

    private static double got(Future<Double> one) throws InterruptedException {
        try {
            return one.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static FloatBuffer noise(int floats) {
        SplittableRandom random = new SplittableRandom(1);
        FloatBuffer noise = DirectFloats.of(floats);
        for (int i = 0; i < floats; i++) {
            noise.put(i, (float) random.nextDouble(-2, 2));
        }
        return noise;
    }

    /// Waits for passes that run: closing a session in use crashes the JVM.
    @Override
    public void close() {
        threads.close();
        sessions.forEach(Session::close);
    }
}
