package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import dev.sommelier.inference.ClassifierLoader;
import dev.sommelier.inference.LiveClassifier;
import dev.sommelier.inference.PooledClassifier;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.ModelCard;
import dev.sommelier.model.StatedModel;
import dev.sommelier.model.Versions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Changes the model while it serves, one change at a time: a version is opened, loaded, warmed up and tried
/// beside the one that answers, and only then takes over. Whatever is wrong with it, nothing has changed then.
public final class ModelSwap implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelSwap.class);

    private final Optional<Versions> versions;
    private final StatedModel served;
    private final LiveClassifier classifier;
    private final ClassifierLoader loader;
    private final Duration drain;
    private final SwapMeters meters;
    private final Semaphore change = new Semaphore(1);
    private final Map<Integer, Refusal> refusals = new ConcurrentHashMap<>();
    private volatile int live;
    private volatile int before;
    private volatile int newestSeen;
    private volatile boolean stopping;

    /// @param stamp of the version when it was refused
    private record Refusal(String stamp, String reason) {}

    /// @param served the bundle that the classifier started with
    /// @param versions that can take its place; none if it is one bundle and no folder of versions
    /// @param drain longest that the photos which a model admitted are waited for when another has taken over
    public ModelSwap(
            Bundle served,
            Optional<Versions> versions,
            LiveClassifier classifier,
            ClassifierLoader loader,
            Duration drain,
            MeterRegistry registry) {
        this.versions = versions;
        this.served = StatedModel.of(served);
        this.classifier = classifier;
        this.loader = loader;
        this.drain = drain;
        this.meters = new SwapMeters(registry);
        this.live = versions.map(all -> all.number(served)).orElse(0);
        this.newestSeen = live;
        meters.serving(served.card());
    }

    /// Number of the version that answers; 0 where there are no versions.
    int live() {
        return live;
    }

    /// Number of the version that answered before that one; 0 if none has since the start.
    int before() {
        return before;
    }

    /// The one that the service started with.
    StatedModel served() {
        return served;
    }

    Optional<Versions> versions() {
        return versions;
    }

    /// Where the models are that can be asked about.
    Shelf shelf() {
        return versions.map(Shelf::of).orElseGet(() -> new Shelf.Alone(served));
    }

    /// Why a version, as it is now, was refused; empty if it was not, or not tried.
    Optional<String> refusal(int version, String stamp) {
        return Optional.ofNullable(refusals.get(version))
                .filter(refusal -> refusal.stamp().equals(stamp))
                .map(Refusal::reason);
    }

    /// Lets a version answer because somebody asks for it. All versions that are there now count as seen: whoever
    /// goes back to an older one does not want the newest.
    ///
    /// Waits until it serves, and the one before has answered its last photo: never call it on an event loop.
    ///
    /// @throws Failure.UnknownVersion if there is none of that name
    /// @throws Failure.Conflict if there are no versions, or another change is under way
    /// @throws Failure.ModelRefused if it cannot be served
    /// @throws Failure.Overloaded if the service stops
    Activation activate(String wanted) {
        Versions all = versions.orElseThrow(ModelSwap::alone);
        List<Integer> numbers = all.numbers();
        int version = Shelf.number(wanted, numbers);
        return oneAtATime(() -> {
            Activation activation = changed(all, version);
            newestSeen = Math.max(newestSeen, numbers.getLast());
            return activation;
        });
    }

    /// Lets the newest version answer that is newer than any seen and that was not refused as it is; none, often.
    ///
    /// @throws Failure.Conflict if another change is under way
    void activateNewest() {
        Versions all = versions.orElseThrow(ModelSwap::alone);
        Optional<Integer> _ = oneAtATime(() -> newest(all));
    }

    private Optional<Integer> newest(Versions all) {
        for (int version : all.numbers().reversed()) {
            if (version > newestSeen && refusal(version, all.stamp(version)).isEmpty() && served(all, version)) {
                newestSeen = version;
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    private boolean served(Versions all, int version) {
        try {
            changed(all, version);
            return true;
        } catch (Failure.ModelRefused e) {
            // It is in the log, and an older one may do.
            return false;
        }
    }

    /// What is to change, and what counts as seen, is looked at and set in here alone.
    private <T> T oneAtATime(Supplier<T> changing) {
        if (!change.tryAcquire()) {
            throw new Failure.Conflict("Another version is being activated. Wait until that is over, then ask again.");
        }
        try {
            // Only now: once closed, nothing may begin that nobody waits for.
            requireGoingOn();
            return changing.get();
        } finally {
            change.release();
        }
    }

    private void requireGoingOn() {
        if (stopping) {
            throw new Failure.Overloaded("draining", "The service is stopping.", Duration.ofSeconds(5));
        }
    }

    private Activation changed(Versions all, int version) {
        ModelCard before = classifier.card();
        if (version == live) {
            return new Activation(before, before, false);
        }
        String stamp = all.stamp(version);
        try {
            ModelCard now = takeOver(all, version);
            meters.swapped();
            refusals.remove(version);
            LOG.info("{} {} answers now, after {}", now.name(), now.version(), before.version());
            return new Activation(now, before, true);
        } catch (Failure.Overloaded stops) {
            throw stops;
        } catch (RuntimeException | Error e) {
            throw refused(all, version, stamp, e);
        }
    }

    private ModelCard takeOver(Versions all, int version) {
        PooledClassifier next = loader.load(all.open(version), this::requireGoingOn);
        if (stopping) {
            next.close();
            requireGoingOn();
        }
        tellOtherLabels(classifier.card(), next.card());
        before = live;
        live = version;
        meters.serving(next.card());
        classifier.swap(next, drain);
        return next.card();
    }

    private static void tellOtherLabels(ModelCard before, ModelCard now) {
        if (!before.labels().equals(now.labels())) {
            LOG.warn(
                    "{} {} tells other classes than the model before: {} instead of {}",
                    now.name(),
                    now.version(),
                    now.labels(),
                    before.labels());
        }
    }

    private Failure.ModelRefused refused(Versions all, int version, String stamp, Throwable cause) {
        meters.refused();
        Failure.ModelRefused refusal = Refused.of(version, all, cause);
        refusals.put(version, new Refusal(stamp, Refused.reason(all, cause)));
        if (cause instanceof Failure) {
            LOG.warn("Version {} is not served, version {} goes on: {}", version, live, cause.getMessage());
        } else {
            LOG.error("Version {} is not served, version {} goes on", version, live, cause);
        }
        return refusal;
    }

    private static Failure.Conflict alone() {
        return new Failure.Conflict("serve.model is one bundle, and no folder of versions to choose from."
                + " Set it to the folder that the numbered versions are in.");
    }

    /// From now on nothing changes any more: what is being loaded is closed again. Does not wait.
    public void stop() {
        stopping = true;
    }

    /// As [#stop], and waits for the change that is under way. Close it before the classifier.
    @Override
    public void close() {
        stop();
        change.acquireUninterruptibly();
        change.release();
    }
}
