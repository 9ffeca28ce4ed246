package dev.sommelier.inference;

import dev.sommelier.image.PhotoReader;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.FamiliarityCheck;
import dev.sommelier.model.ModelCard;
import dev.sommelier.model.TrainingPhotos;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Optional;
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
    private final Optional<TrainingPhotos> training;
    private final Network network;
    private final PhotoReader reader;
    private final Duration grace;
    private final Places places;
    private final BatchQueue queue;
    private final DecodeQueue decoding;
    private final Pools.Share pools;
    private boolean closed;

    /// Warms up; takes seconds, so never call it on an event loop.
    ///
    /// @param network closed by [#close], and also if this fails
    /// @param grace longest that [#close] waits for the photos that are in
    /// @throws dev.sommelier.failure.Failure.BadBundle if what the bundle tells of its training photos is damaged
    public PooledClassifier(Vertx vertx, Bundle bundle, Network network, ClassifierConfig config, Duration grace) {
        this(vertx, bundle, network, config, grace, new Vitals());
    }

    /// As the other one, and tells what it holds and does.
    public PooledClassifier(
            Vertx vertx, Bundle bundle, Network network, ClassifierConfig config, Duration grace, Vitals vitals) {
        this(new Pools(vitals.tasks()).share(vertx), bundle, network, config, grace, vitals.footprint());
    }

    /// @param pools its threads' pools; closed like the network, when its threads have ended
    PooledClassifier(
            Pools.Share pools,
            Bundle bundle,
            Network loaded,
            ClassifierConfig config,
            Duration grace,
            Footprint footprint) {
        this.pools = pools;
        this.card = bundle.card();
        this.network = footprint.counted(loaded);
        this.grace = grace;
        try {
            this.reader = new PhotoReader(card.preprocessing(), config.maxPixels());
            this.places = new Places(config.capacity(), config.deadline(), config.workers(), System::nanoTime);
            WarmUpPhoto.read(reader);
            this.training = TrainingPhotos.of(bundle);
            this.queue = new BatchQueue(pools, network, card, FamiliarityCheck.of(bundle), config, places, footprint);
            this.decoding = new DecodeQueue(pools, config, card, places, footprint, queue::add);
        } catch (Throwable e) {
            network.close();
            pools.close();
            throw e;
        }
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public Optional<TrainingPhotos> training(ModelCard model) {
        return card.equals(model) ? training : Optional.empty();
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
        return decoding.waiting() + queue.waiting();
    }

    @Override
    public void requireRoom(Duration patience) {
        places.check(patience);
    }

    @Override
    public Admission admit(Duration patience) {
        return new Place(places.take(patience));
    }

    /// Given back when it is closed and the work is over: photos that were given up still hold memory and a
    /// worker.
    private final class Place implements Admission {
        private final AtomicBoolean asked = new AtomicBoolean();
        private final AtomicBoolean closed = new AtomicBoolean();
        private final AtomicInteger holders = new AtomicInteger(1);
        private final Duration allowed;

        Place(Duration allowed) {
            this.allowed = allowed;
        }

        @Override
        public Future<Classification> classify(byte[] photo, BooleanSupplier abandoned, Runnable decoded) {
            return classify(Input.photo(photo, reader), abandoned, decoded);
        }

        @Override
        public Future<Classification> classifyTensor(FloatBuffer tensor, BooleanSupplier abandoned, Runnable copied) {
            return classify(Input.tensor(tensor, card.preprocessing()), abandoned, copied);
        }

        private Future<Classification> classify(Input photo, BooleanSupplier abandoned, Runnable decoded) {
            if (asked.getAndSet(true)) {
                throw new IllegalStateException("one place is for one photo");
            }
            holders.incrementAndGet();
            Order order = new Order(abandoned, System.nanoTime(), allowed, new Answer());
            try {
                decoding.add(photo, decoded, order);
            } catch (Throwable e) {
                // Errors too: the place must be given back.
                order.answer().fail(e);
            }
            return order.answer().future().onComplete(over -> leave());
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

    /// Lets nobody in any more, answers who is in, then closes sessions and network. Who is still in after the
    /// grace is refused. Waits: never call it on an event loop.
    @Override
    public void close() {
        close(grace);
    }

    /// The same with another grace.
    ///
    /// @param longest that the photos that are in are waited for
    synchronized void close(Duration longest) {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (!places.close(longest)) {
                LOG.warn("{} photos were still in when the time was over: they are dropped", places.taken());
            }
            closeNetwork();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeNetwork() throws InterruptedException {
        boolean decoded = decoding.close(LAST_WORK);
        boolean ran = queue.close(LAST_WORK);
        if (decoded && ran) {
            pools.close();
            network.close();
        } else {
            LOG.error("The network was still at work after {}: it stays open", LAST_WORK);
        }
    }
}
