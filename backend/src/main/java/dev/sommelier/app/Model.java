package dev.sommelier.app;

import dev.sommelier.http.Meters;
import dev.sommelier.inference.ClassifierLoader;
import dev.sommelier.inference.Engines;
import dev.sommelier.inference.LiveClassifier;
import dev.sommelier.inference.Vitals;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.Versions;
import dev.sommelier.predict.ModelSwap;
import dev.sommelier.predict.ModelWatch;
import io.vertx.core.Vertx;
import java.time.Duration;

/// The model that answers, and what may change it. Close waits: never call it on an event loop.
record Model(LiveClassifier classifier, ModelSwap swap, ModelWatch watch) implements AutoCloseable {
    /// For photos whose clients left: everybody else was answered when the server stopped.
    private static final Duration STRAGGLERS = Duration.ofSeconds(1);

    /// @param between called after each step of loading; what it throws ends it
    /// @throws dev.sommelier.failure.Failure if the model cannot be used, or no folder is there to watch; nothing
    ///     stays open then
    static Model load(
            ServiceConfig config, Bundle bundle, Meters meters, Vertx vertx, Vitals vitals, Runnable between) {
        ClassifierLoader loader = new ClassifierLoader(
                vertx, new Engines(config.engine())::load, config.classifier(), STRAGGLERS, config.layouts(), vitals);
        LiveClassifier classifier = new LiveClassifier(loader.load(bundle, between));
        try {
            Duration drain = config.classifier().deadline().plus(config.grace());
            ModelSwap swap =
                    new ModelSwap(bundle, Versions.at(config.model()), classifier, loader, drain, meters.registry());
            return new Model(classifier, swap, ModelWatch.start(swap, config.watch()));
        } catch (Throwable e) {
            classifier.close();
            throw e;
        }
    }

    @Override
    public void close() {
        // First: what a model that leaves still has was given up by the server.
        classifier.stop();
        try (classifier;
                swap) {
            watch.close();
        }
    }
}
