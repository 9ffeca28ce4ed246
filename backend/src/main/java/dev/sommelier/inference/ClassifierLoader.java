package dev.sommelier.inference;

import dev.sommelier.model.Bundle;
import io.vertx.core.Vertx;
import java.time.Duration;
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
    private final Pools pools = new Pools();

    /// @param engines loads networks, as [Engines#load] does
    /// @param grace as in [PooledClassifier]
    public ClassifierLoader(Vertx vertx, Function<Bundle, Network> engines, ClassifierConfig config, Duration grace) {
        this.vertx = vertx;
        this.engines = engines;
        this.config = config;
        this.grace = grace;
    }

    /// Takes seconds, so never call it on an event loop. What it loads needs memory beside whatever is loaded
    /// already.
    ///
    /// @return for the caller to close
    /// @throws dev.sommelier.failure.Failure.BadBundle if the network makes no sense, or what the bundle needs to
    ///     tell familiar photos is damaged; nothing stays open then
    /// @throws dev.sommelier.failure.Failure.CannotStart if the engine cannot load it
    public PooledClassifier load(Bundle bundle) {
        Network network = engines.apply(bundle);
        ClassifierConfig suited = config.on(network.device());
        check(bundle, network, suited.maxBatch());
        PooledClassifier classifier = new PooledClassifier(pools.share(vertx), bundle, network, suited, grace);
        LOG.info(
                "{} {} runs on {} in {}, {}",
                bundle.card().name(),
                bundle.card().version(),
                network.engine(),
                network.precision(),
                network.device());
        return classifier;
    }

    private static void check(Bundle bundle, Network network, int maxBatch) {
        try {
            GoldenBatch.check(bundle, network, maxBatch);
        } catch (Throwable e) {
            network.close();
            throw e;
        }
    }
}
