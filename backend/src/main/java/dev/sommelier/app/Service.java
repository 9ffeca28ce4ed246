package dev.sommelier.app;

import dev.sommelier.evaluate.StoredReport;
import dev.sommelier.http.ApiServer;
import dev.sommelier.http.FreePorts;
import dev.sommelier.http.Meters;
import dev.sommelier.http.Readiness;
import dev.sommelier.inference.Classification;
import dev.sommelier.inference.Exports;
import dev.sommelier.inference.Vitals;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.Versions;
import dev.sommelier.monitor.FeedbackLog;
import dev.sommelier.monitor.FeedbackRoutes;
import dev.sommelier.predict.AnswerCache;
import dev.sommelier.predict.BatchRoutes;
import dev.sommelier.predict.EvaluationRoutes;
import dev.sommelier.predict.ExportRoutes;
import dev.sommelier.predict.InferModelRoutes;
import dev.sommelier.predict.InferRoutes;
import dev.sommelier.predict.ModelRoutes;
import dev.sommelier.predict.PredictRoutes;
import dev.sommelier.predict.Predictor;
import dev.sommelier.predict.SwapRoutes;
import dev.sommelier.predict.TorchServeRoutes;
import dev.sommelier.runs.RunsRoutes;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The running API and everything that it owns. Close waits: never call it on an event loop.
///
/// @param addresses for whoever is on this machine
record Service(
        Meters meters,
        Vertx vertx,
        Model model,
        FeedbackLog feedback,
        ApiServer server,
        Addresses addresses,
        Watchdog watchdog,
        DrainDelay delay,
        ServiceLog log)
        implements AutoCloseable {
    /// Loads the model, then listens, so whoever gets through is answered.
    ///
    /// @throws Failure if the model cannot be used or a port is taken, which is seen first; nothing stays open then
    static Service start(ServiceConfig config) {
        return start(config, () -> {});
    }

    /// @param between called after each step of the start; may throw to end it
    static Service start(ServiceConfig config, Runnable between) {
        return start(config, between, ServiceLog.QUIET);
    }

    static Service start(ServiceConfig config, Runnable between, ServiceLog log) {
        FreePorts.require(config.http());
        Bundle bundle = Versions.open(config.model());
        between.run();
        Meters meters = new Meters();
        Vertx vertx = meters.vertx(new VertxOptions());
        try {
            Service service = start(config, bundle, meters, vertx, between, log);
            log.listens(service.addresses, service.model.classifier());
            return service;
        } catch (Throwable e) {
            vertx.close().await();
            meters.close();
            throw e;
        }
    }

    private static Service start(
            ServiceConfig config, Bundle bundle, Meters meters, Vertx vertx, Runnable between, ServiceLog log) {
        Vitals vitals = new Vitals();
        new ServiceMeters(vitals.footprint(), config.classifier().capacity()).bindTo(meters.registry());
        Model model = Model.load(config, bundle, meters, vertx, vitals, between);
        Watchdog watchdog = watchdog(config, vitals, vertx, meters);
        FeedbackLog feedback = new FeedbackLog(config.monitor(), meters.registry());
        try {
            between.run();
            Predictor predictor = new Predictor(
                    model.classifier(), meters.registry(), AnswerCache.of(vertx, config.answers(), meters.registry()));
            Readiness readiness = new Readiness(model.classifier()::ready, watchdog);
            Exports exports = new Exports(config.engine().cache());
            ApiServer server = ApiServer.start(
                            vertx,
                            config.http(),
                            readiness,
                            meters,
                            List.of(
                                    new PredictRoutes(predictor, (id, answer) -> remember(feedback, id, answer)),
                                    new FeedbackRoutes(feedback),
                                    new BatchRoutes(predictor, meters.registry(), config.batch()),
                                    new ModelRoutes(model.classifier(), readiness),
                                    new SwapRoutes(model.swap(), exports),
                                    new EvaluationRoutes(model.swap(), StoredReport::page),
                                    new ExportRoutes(model.swap(), exports),
                                    new InferRoutes(
                                            model.classifier(),
                                            predictor,
                                            config.classifier().capacity()),
                                    new InferModelRoutes(model.classifier(), readiness, Main.VERSION),
                                    new TorchServeRoutes(model.classifier(), predictor, readiness),
                                    new RunsRoutes(vertx, config.runs())))
                    .await();
            return new Service(
                    meters,
                    vertx,
                    model,
                    feedback,
                    server,
                    Addresses.of(config.http(), server),
                    watchdog,
                    new DrainDelay(readiness, config.drainDelay()),
                    log);
        } catch (Throwable e) {
            watchdog.close();
            feedback.close();
            model.close();
            throw e;
        }
    }

    /// Of the API.
    String address() {
        return addresses.api();
    }

    private static void remember(FeedbackLog feedback, String requestId, Classification answer) {
        int best = answer.best();
        feedback.remember(requestId, answer.model(), best, answer.probabilities()[best]);
    }

    private static Watchdog watchdog(ServiceConfig config, Vitals vitals, Vertx vertx, Meters meters) {
        EventLoops loops = new EventLoops(vertx);
        return Watchdog.start(
                config.watchdog(),
                () -> Stream.concat(vitals.tasks().running().stream(), loops.silent().stream())
                        .toList(),
                meters.registry());
    }

    @Override
    public void close() {
        long start = System.nanoTime();
        // First: a version on its way in must not keep the server from stopping.
        model.swap().stop();
        try {
            closeServer(start);
        } finally {
            closeEngine();
        }
        log.stopped(since(start));
    }

    private void closeServer(long start) {
        log.stops(server.inFlight(), delay.delay());
        delay.sitOut();
        server.drain().await();
        log.drained(server.inFlight(), since(start));
        server.close().await();
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void closeEngine() {
        try (meters;
                watchdog;
                feedback) {
            model.close();
        } finally {
            vertx.close().await();
        }
    }
}
