package dev.sommelier.inference;

import dev.sommelier.model.ModelCard;
import dev.sommelier.model.TrainingPhotos;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The model that answers now. Another one can take over while photos come in: each photo is decoded, classified
/// and answered by the one that admitted it, and none is refused for the change.
public final class LiveClassifier implements Classifier, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveClassifier.class);

    /// Between two looks whether the photos of the model that leaves are answered.
    private static final int LOOK_MILLIS = 20;

    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile PooledClassifier current;
    private volatile @Nullable PooledClassifier leaving;
    private boolean closed;

    /// @param first closed by [#close], like all that follow it
    public LiveClassifier(PooledClassifier first) {
        this.current = first;
    }

    /// Lets another model take over; the one before answers what it admitted, and is closed. Waits for that: never
    /// call it on an event loop. Of two at once, the second waits.
    ///
    /// @param next warmed up; closed if this classifier is closed already
    /// @param longest that the photos which the old one admitted are waited for, unless [#stop] is called; those
    ///     left are refused then
    /// @throws dev.sommelier.failure.Failure.Overloaded if this classifier is closed
    public synchronized void swap(PooledClassifier next, Duration longest) {
        if (closed) {
            next.close();
            throw Places.draining();
        }
        PooledClassifier old = current;
        leaving = old;
        current = next;
        try {
            old.close(outlast(old, longest));
        } catch (RuntimeException e) {
            // The new one serves, whatever becomes of the old one's memory.
            LOG.error("{} {} could not be closed", old.card().name(), old.card().version(), e);
        } finally {
            leaving = null;
        }
        FreedMemory.giveBack();
    }

    /// @return how much longer its photos may be waited for
    private Duration outlast(PooledClassifier old, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            while (old.inFlight() > 0 && System.nanoTime() < end) {
                if (stopping.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    return Duration.ZERO;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /// For good: a model that leaves does not wait for its photos any more, and no other one can take over. Does not
    /// wait.
    public void stop() {
        stopping.countDown();
    }

    private boolean stopping() {
        return stopping.getCount() == 0;
    }

    @Override
    public Classifier now() {
        return current;
    }

    @Override
    public ModelCard card() {
        return current.card();
    }

    /// Those of the model that leaves, too, while it answers its last photos.
    @Override
    public Optional<TrainingPhotos> training(ModelCard model) {
        PooledClassifier old = leaving;
        return current.training(model).or(() -> old == null ? Optional.empty() : old.training(model));
    }

    @Override
    public String engine() {
        return current.engine();
    }

    @Override
    public String precision() {
        return current.precision();
    }

    @Override
    public String device() {
        return current.device();
    }

    @Override
    public boolean ready() {
        return current.ready();
    }

    /// Those of the model that leaves, too.
    @Override
    public int inFlight() {
        PooledClassifier old = leaving;
        return current.inFlight() + (old == null ? 0 : old.inFlight());
    }

    @Override
    public int waiting() {
        PooledClassifier old = leaving;
        return current.waiting() + (old == null ? 0 : old.waiting());
    }

    @Override
    public void requireRoom(Duration patience) {
        ofTheCurrent(model -> {
            model.requireRoom(patience);
            return model;
        });
    }

    @Override
    public Admission admit(Duration patience) {
        return ofTheCurrent(model -> new SwappedOut(model.admit(patience), this::stopping));
    }

    /// A model that was left between the look at it and the question refuses: then the next one is asked.
    private <T> T ofTheCurrent(Function<PooledClassifier, T> question) {
        while (true) {
            PooledClassifier asked = current;
            try {
                return question.apply(asked);
            } catch (RuntimeException e) {
                if (asked == current) {
                    throw e;
                }
            }
        }
    }

    /// As [PooledClassifier#close]; stops, and waits for a change that is under way.
    @Override
    public void close() {
        stop();
        closeCurrent();
    }

    private synchronized void closeCurrent() {
        closed = true;
        current.close();
    }
}
