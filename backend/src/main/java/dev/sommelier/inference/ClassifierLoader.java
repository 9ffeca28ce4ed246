package dev.sommelier.inference;

import dev.sommelier.model.Bundle;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// From a bundle to a classifier that is warm and has proved itself on pictures.
public final class ClassifierLoader {
    private static final Logger LOG = LoggerFactory.getLogger(ClassifierLoader.class);

    private final Vertx vertx;
    private final Function<Bundle, Network> engines;
    private final ClassifierConfig config;
    private final Duration grace;
    private final LayoutFinder layouts;
    private final Footprint footprint;
    private final Pools pools;
    private Optional<ClassifierConfig> settled = Optional.empty();

    /// @param engines loads networks, as [Engines#load] does
    /// @param grace as in [PooledClassifier]
    /// @param layouts asked about the first model alone: nothing is measured while photos are answered
    /// @param vitals told what the classifiers hold and do
    public ClassifierLoader(
            Vertx vertx,
            Function<Bundle, Network> engines,
            ClassifierConfig config,
            Duration grace,
            LayoutFinder layouts,
            Vitals vitals) {
        this.vertx = vertx;
        this.engines = engines;
        this.config = config;
        this.grace = grace;
        this.layouts = layouts;
        this.footprint = vitals.footprint();
        this.pools = new Pools(vitals.tasks());
    }

    /// Takes seconds, so never call it on an event loop. What it loads needs memory beside whatever is loaded
    /// already.
    ///
    /// @return for the caller to close
    /// @throws dev.sommelier.failure.Failure.BadBundle if the network makes no sense, or what the bundle needs to
    ///     tell familiar photos is damaged; nothing stays open then
    /// @throws dev.sommelier.failure.Failure.CannotStart if the engine cannot load it
    public PooledClassifier load(Bundle bundle) {
        return load(bundle, () -> {});
    }

    /// As [#load(Bundle)].
    ///
    /// @param between called after each step; what it throws ends the loading, and nothing stays open
    public PooledClassifier load(Bundle bundle, Runnable between) {
        Network network = engines.apply(bundle);
        ClassifierConfig suited = checked(bundle, network, between);
        PooledClassifier classifier =
                new PooledClassifier(pools.share(vertx), bundle, network, suited, grace, footprint);
        LOG.info(
                "{} {} runs on {} in {}, {}",
                bundle.card().name(),
                bundle.card().version(),
                network.engine(),
                network.precision(),
                network.device());
        return classifier;
    }

    private ClassifierConfig checked(Bundle bundle, Network network, Runnable between) {
        try {
            between.run();
            ClassifierConfig suited = settle(bundle, network);
            between.run();
            GoldenBatch.check(bundle, network, suited.maxBatch());
            between.run();
            return suited;
        } catch (Throwable e) {
            network.close();
            throw e;
        }
    }

    private synchronized ClassifierConfig settle(Bundle bundle, Network network) {
        if (settled.isEmpty()) {
            settled = Optional.of(layouts.settle(bundle, network, config));
        }
        return settled.get();
    }
}
