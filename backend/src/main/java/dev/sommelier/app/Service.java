package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import dev.sommelier.http.ApiServer;
import dev.sommelier.http.Meters;
import dev.sommelier.http.Readiness;
import dev.sommelier.inference.Engines;
import dev.sommelier.inference.Network;
import dev.sommelier.inference.PooledClassifier;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.Versions;
import dev.sommelier.predict.BatchRoutes;
import dev.sommelier.predict.InferModelRoutes;
import dev.sommelier.predict.InferRoutes;
import dev.sommelier.predict.ModelRoutes;
import dev.sommelier.predict.PredictRoutes;
import dev.sommelier.predict.TorchServeRoutes;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running API and everything that it owns. Close waits: never call it on an event loop.
///
/// @param addresses for whoever is on this machine
record Service(Meters meters, Vertx vertx, PooledClassifier classifier, ApiServer server, Addresses addresses)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    /// For photos whose clients left: everybody else was answered when the server stopped.
    private static final Duration STRAGGLERS = Duration.ofSeconds(1);

    /// Loads the model, then listens, so whoever gets through is answered.
    ///
    /// @throws Failure if the model cannot be used or the port is taken; nothing stays open then
    static Service start(ServiceConfig config) {
        Bundle bundle = Versions.open(config.model());
        Meters meters = new Meters();
        Vertx vertx = meters.vertx(new VertxOptions());
        try {
            return start(config, bundle, meters, vertx);
        } catch (Throwable e) {
            vertx.close().await();
            meters.close();
            throw e;
        }
    }

    private static Service start(ServiceConfig config, Bundle bundle, Meters meters, Vertx vertx) {
        Network network = new Engines(config.engine()).load(bundle);
        LOG.info(
                "{} {} runs on {} in {}, {}",
                bundle.card().name(),
                bundle.card().version(),
                network.engine(),
                network.precision(),
                network.device());
        PooledClassifier classifier =
                new PooledClassifier(vertx, bundle, network, config.classifier().on(network.device()), STRAGGLERS);
        try {
            Readiness readiness = new Readiness(classifier::ready);
            ApiServer server = ApiServer.start(
                            vertx,
                            config.http(),
                            readiness,
                            meters,
                            List.of(
                                    new PredictRoutes(classifier, meters.registry()),
                                    new BatchRoutes(classifier, meters.registry(), config.batch()),
                                    new ModelRoutes(classifier, readiness),
                                    new InferRoutes(
                                            classifier,
                                            meters.registry(),
                                            config.classifier().capacity()),
                                    new InferModelRoutes(classifier, readiness, Main.VERSION),
                                    new TorchServeRoutes(classifier, readiness, meters.registry())))
                    .await();
            return new Service(meters, vertx, classifier, server, Addresses.of(config.http(), server));
        } catch (Throwable e) {
            classifier.close();
            throw e;
        }
    }

    /// Of the API.
    String address() {
        return addresses.api();
    }

    @Override
    public void close() {
        try {
            server.close().await();
        } finally {
            closeEngine();
        }
    }

    private void closeEngine() {
        try (meters) {
            classifier.close();
        } finally {
            vertx.close().await();
        }
    }
}
