package dev.sommelier.inference;

import dev.sommelier.image.Header;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.ModelCard;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One loaded model behind a decoding pool and an inference pool.
///
/// A photo hops twice: from the event loop to a decoder, and from there, through the batch queue, to a worker; the
/// answer goes back to the event loop. Every place on that way is counted, so nothing queues without a bound.
public final class PooledClassifier implements Classifier, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PooledClassifier.class);

    private final ModelCard card;
    private final Network network;
    private final PhotoReader reader;
    private final Duration grace;
    private final Places places;
    private final Tensors tensors;
    private final WorkerExecutor decoders;
    private final BatchQueue queue;
    private volatile boolean warm;

    /// Loads and warms up; takes seconds, so never call it on an event loop.
    ///
    /// @param grace longest that [#close] waits for the photos that are in
    public PooledClassifier(Vertx vertx, Bundle bundle, Network network, ClassifierConfig config, Duration grace) {
        this.card = bundle.card();
        this.network = network;
        this.grace = grace;
        this.reader = new PhotoReader(card.preprocessing(), config.maxPixels());
        this.places = new Places(config.capacity(), config.deadline(), config.workers());
        this.tensors = new Tensors(card.preprocessing().floats(), config.capacity());
        this.decoders = vertx.createSharedWorkerExecutor("decode", config.decoders(), 10, TimeUnit.MINUTES);
        this.queue = new BatchQueue(vertx, network, card, config, places, tensors);
        queue.warmUp();
        warm = true;
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
    public String device() {
        return network.device();
    }

    @Override
    public boolean ready() {
        return warm && !places.closed();
    }

    @Override
    public int inFlight() {
        return places.taken();
    }

    @Override
    public Admission admit() {
        places.take();
        return new Place();
    }

    private final class Place implements Admission {
        private final AtomicBoolean given = new AtomicBoolean();

        @Override
        public Future<Classification> classify(byte[] photo, BooleanSupplier abandoned) {
            return PooledClassifier.this.classify(photo, abandoned);
        }

        @Override
        public void close() {
            if (given.compareAndSet(false, true)) {
                places.give();
            }
        }
    }

    private Future<Classification> classify(byte[] photo, BooleanSupplier abandoned) {
        Promise<Classification> answer = Promise.promise();
        long asked = System.nanoTime();
        decoders.<Void>executeBlocking(
                        () -> {
                            decode(photo, abandoned, asked, answer);
                            return null;
                        },
                        false)
                .onFailure(answer::tryFail);
        return answer.future();
    }

    private void decode(byte[] photo, BooleanSupplier abandoned, long asked, Promise<Classification> answer) {
        if (abandoned.getAsBoolean()) {
            throw new CancellationException("nobody waits for the answer");
        }
        long start = System.nanoTime();
        FloatBuffer tensor = tensors.take();
        try {
            Header header = reader.read(photo, tensor);
            long end = System.nanoTime();
            queue.add(new Waiting(tensor, header, end, start - asked, end - start, abandoned, answer));
        } catch (RuntimeException e) {
            tensors.give(tensor);
            throw e;
        }
    }

    /// Lets nobody in any more, answers who is in, then closes engine and pools. Waits: never call it on an event
    /// loop.
    @Override
    public void close() {
        try {
            if (!places.close(grace)) {
                LOG.warn("{} photos were still in after {}: they are dropped", places.taken(), grace);
            }
            decoders.close().await();
            queue.close();
            network.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
