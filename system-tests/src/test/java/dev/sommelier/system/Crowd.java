package dev.sommelier.system;

import dev.sommelier.load.photo.Drink;
import dev.sommelier.load.photo.Photo;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// Clients that post one photo after the other until the service is gone.
final class Crowd implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Photo photo = Photo.jpeg(Drink.WINE, 640, 480);
    private final CountDownLatch busy;
    private final List<Future<List<Attempt>>> clients;

    Crowd(URI address, int size) {
        busy = new CountDownLatch(size);
        clients = IntStream.range(0, size)
                .mapToObj(client -> threads.submit(() -> postUntilNobodyAnswers(address)))
                .toList();
    }

    /// Waits until each has had an answer, and is at its next photo.
    void awaitBusy() throws InterruptedException {
        if (!busy.await(1, TimeUnit.MINUTES)) {
            throw new AssertionError(busy.getCount() + " clients have had no answer");
        }
    }

    /// Waits until each has found that nobody answers any more.
    List<Attempt> attempts() throws ExecutionException, InterruptedException {
        var all = new ArrayList<Attempt>();
        for (var client : clients) {
            all.addAll(client.get());
        }
        return all;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private List<Attempt> postUntilNobodyAnswers(URI address) throws InterruptedException {
        var attempts = new ArrayList<Attempt>();
        try (var api = new Api(address)) {
            attempts.add(post(api));
            busy.countDown();
            while (attempts.getLast().answered()) {
                attempts.add(post(api));
            }
        }
        return attempts;
    }

    private Attempt post(Api api) throws InterruptedException {
        var started = Instant.now();
        try {
            var status = api.predict(photo).statusCode();
            return new Attempt(started, Instant.now(), true, Integer.toString(status));
        } catch (ConnectException e) {
            return new Attempt(started, Instant.now(), false, Attempt.NO_CONNECTION);
        } catch (IOException e) {
            return new Attempt(started, Instant.now(), false, e.toString());
        }
    }

    /// @param outcome the status, or why there was no answer
    record Attempt(Instant started, Instant ended, boolean answered, String outcome) {
        static final String NO_CONNECTION = "no connection";

        /// Whether the service had it by then.
        boolean acceptedBefore(Instant moment) {
            return started.isBefore(moment) && !outcome.equals(NO_CONNECTION);
        }

        boolean inFlightAt(Instant moment) {
            return started.isBefore(moment) && ended.isAfter(moment);
        }
    }
}
