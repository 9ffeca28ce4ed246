package dev.sommelier.inference;

import dev.sommelier.image.Header;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.FamiliarityCheck;
import dev.sommelier.model.ModelCard;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One loaded model behind a decoding pool and an inference pool.
///
/// A photo hops twice: from the event loop to a decoder, and from there, through the batch queue, to a worker; the
/// answer goes back to the event loop. Every place on that way is counted, so nothing queues without a bound.
public final class PooledClassifier implements Classifier, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PooledClassifier.class);

    /// Longest time for the work that runs when photos are dropped: a batch in the network, a photo in the
    /// decoder.
    private static final Duration LAST_WORK = Duration.ofSeconds(30);

    private final ModelCard card;
    private final Network network;
    private final PhotoReader reader;
    private final Duration grace;
    private final Places places;
    private final Tensors tensors;
    private final BatchQueue queue;
    private final WorkerPool decoders;
    private final AtomicInteger undecoded = new AtomicInteger();
    private volatile boolean dropping;
    private boolean closed;

    /// Warms up; takes seconds, so never call it on an event loop.
    ///
    /// @param network closed by [#close], and also if this fails
    /// @param grace longest that [#close] waits for the photos that are in
    /// @throws dev.sommelier.failure.Failure.BadBundle if what the bundle needs to tell familiar photos is damaged
    public PooledClassifier(Vertx vertx, Bundle bundle, Network network, ClassifierConfig config, Duration grace) {
        this.card = bundle.card();
        this.network = network;
        this.grace = grace;
        this.reader = new PhotoReader(card.preprocessing(), config.maxPixels());
        this.places = new Places(config.capacity(), config.deadline(), config.workers());
        this.tensors = new Tensors(card.preprocessing().floats(), config.capacity());
        try {
            this.queue = new BatchQueue(vertx, network, card, FamiliarityCheck.of(bundle), config, places, tensors);
            this.decoders = new WorkerPool(vertx, "decode", config.decoders());
            WarmUpPhoto.read(reader, tensors);
        } catch (Throwable e) {
            network.close();
            throw e;
        }
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public String engine() {
        return network.engine();
    }

    @Override
    public String precision() {
        return network.precision();
    }

    @Override
    public String device() {
        return network.device();
    }

    @Override
    public boolean ready() {
        return !places.closed();
    }

    @Override
    public int inFlight() {
        return places.taken();
    }

    @Override
    public int waiting() {
        return undecoded.get() + queue.waiting();
    }

    @Override
    public Admission admit() {
        places.take();
        return new Place();
    }

    /// Given back when it is closed and the work is over: photos that were given up still hold memory and a
    /// worker.
    private final class Place implements Admission {
        private final AtomicBoolean asked = new AtomicBoolean();
        private final AtomicBoolean closed = new AtomicBoolean();
        private final AtomicInteger holders = new AtomicInteger(1);

        @Override
        public Future<Classification> classify(byte[] photo, BooleanSupplier abandoned) {
            if (asked.getAndSet(true)) {
                throw new IllegalStateException("one place is for one photo");
            }
            holders.incrementAndGet();
            return PooledClassifier.this.classify(photo, abandoned).onComplete(over -> leave());
        }

        @Override
        public void close() {
            if (!closed.getAndSet(true)) {
                leave();
            }
        }

        private void leave() {
            if (holders.decrementAndGet() == 0) {
                places.give();
            }
        }
    }

    private Future<Classification> classify(byte[] photo, BooleanSupplier abandoned) {
        Answer answer = new Answer();
        long asked = System.nanoTime();
        try {
            undecoded.incrementAndGet();
            decoders.run(() -> {
                undecoded.decrementAndGet();
                decode(photo, abandoned, asked, answer);
            });
        } catch (RejectedExecutionException e) {
            undecoded.decrementAndGet();
            answer.fail(Places.draining());
        }
        return answer.future();
    }

    private void decode(byte[] photo, BooleanSupplier abandoned, long asked, Answer answer) {
        try {
            checkWanted(abandoned, asked);
            decodeInto(tensors.take(), photo, abandoned, asked, answer);
        } catch (Throwable e) {
            // Errors too: a decoder without memory must not leave anybody waiting for ever.
            answer.fail(e);
        }
    }

    private void checkWanted(BooleanSupplier abandoned, long asked) {
        if (abandoned.getAsBoolean()) {
            throw new CancellationException("nobody waits for the answer");
        }
        if (dropping) {
            throw Places.draining();
        }
        if (!places.inTime(System.nanoTime() - asked)) {
            throw places.late();
        }
    }

    private void decodeInto(FloatBuffer tensor, byte[] photo, BooleanSupplier abandoned, long asked, Answer answer) {
        long start = System.nanoTime();
        boolean queued = false;
        try {
            Header header = reader.read(photo, tensor);
            long end = System.nanoTime();
            queue.add(new Waiting(tensor, header, end, start - asked, end - start, abandoned, answer));
            queued = true;
        } finally {
            if (!queued) {
                tensors.give(tensor);
            }
        }
    }

    /// Lets nobody in any more, answers who is in, then closes sessions and network. Who is still in after the
    /// grace is refused. Waits: never call it on an event loop.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (!places.close(grace)) {
                LOG.warn("{} photos were still in after {}: they are dropped", places.taken(), grace);
            }
            closeNetwork();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeNetwork() throws InterruptedException {
        dropping = true;
        boolean decoded = decoders.end(LAST_WORK);
        boolean ran = queue.close(LAST_WORK);
        if (decoded && ran) {
            network.close();
        } else {
            LOG.error("The network was still at work after {}: it stays open", LAST_WORK);
        }
    }
}
