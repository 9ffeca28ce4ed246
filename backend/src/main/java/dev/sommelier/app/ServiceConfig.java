package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import dev.sommelier.http.HttpConfig;
import dev.sommelier.http.LoadLimits;
import dev.sommelier.inference.ClassifierConfig;
import dev.sommelier.inference.EngineConfig;
import dev.sommelier.inference.Layout;
import dev.sommelier.inference.LayoutFinder;
import dev.sommelier.inference.Network;
import dev.sommelier.inference.PrecisionConfig;
import dev.sommelier.model.Bundle;
import dev.sommelier.monitor.MonitorConfig;
import dev.sommelier.predict.BatchConfig;
import java.nio.file.Path;
import java.time.Duration;

/// What the service needs of the settings.
///
/// @param model bundle, or folder of its versions
/// @param watch pause between two looks for newer versions of the model; zero for none
/// @param grace longest time from SIGTERM until what was admitted is answered
/// @param drainDelay of that, time in which requests are let in still; less than the whole
/// @param watchdog longest time on one task before a thread counts as stuck; 0 for any
/// @param calibrate whether what the classifier's layout leaves open is found by measuring
/// @param answers bytes of answers that are kept for photos that come again; 0 keeps none
/// @param runs folder of the trainings that are shown to whoever manages the service; need not be there
/// @param monitor what is kept of answers that were given
record ServiceConfig(
        Path model,
        Duration watch,
        HttpConfig http,
        EngineConfig engine,
        ClassifierConfig classifier,
        BatchConfig batch,
        Duration grace,
        Duration drainDelay,
        Duration watchdog,
        boolean calibrate,
        long answers,
        Path runs,
        MonitorConfig monitor) {
    /// For connections that end, and for a forward pass under way.
    private static final Duration CLOSING = Duration.ofSeconds(8);

    ServiceConfig {
        if (!watch.isZero() && (watch.toMillis() < 100 || watch.compareTo(Duration.ofDays(1)) > 0)) {
            throw new Failure.BadConfig("serve.watch: need 0, or 100 ms to 1 day, got %s".formatted(watch));
        }
        if (grace.isNegative() || grace.compareTo(Duration.ofHours(1)) > 0) {
            throw new Failure.BadConfig("serve.grace: need 0 s to 1 h, got %s".formatted(grace));
        }
        Watchdog.checked(watchdog);
        if (answers < 0) {
            throw new Failure.BadConfig("serve.cache.max-bytes: need 0 or more, got " + answers);
        }
        if (http.idleTimeout().compareTo(classifier.deadline()) <= 0) {
            throw new Failure.BadConfig("serve.http.idle-timeout: need more than serve.deadline (%s), got %s"
                    .formatted(classifier.deadline(), http.idleTimeout()));
        }
    }

    static ServiceConfig of(Settings settings) {
        Duration grace = settings.duration("serve.grace");
        Duration delay = settings.duration("serve.drain-delay");
        if (delay.isNegative() || (delay.isPositive() && delay.compareTo(grace) >= 0)) {
            throw new Failure.BadConfig("serve.drain-delay: need 0 s or more, and less than serve.grace (%s), got %s"
                    .formatted(grace, delay));
        }
        HttpConfig http = http(settings, grace.minus(delay));
        return new ServiceConfig(
                settings.path("serve.model"),
                settings.duration("serve.watch"),
                http,
                new EngineConfig(
                        settings.text("inference.engine"),
                        settings.text("inference.device"),
                        settings.integer("inference.threads"),
                        PrecisionConfig.of(
                                settings.text("inference.precision"), settings.text("inference.max-int8-loss")),
                        cache(settings)),
                classifier(settings),
                ServeBatchConfig.of(settings, http),
                grace,
                delay,
                settings.duration("serve.watchdog"),
                settings.flag("inference.calibrate"),
                settings.bytes("serve.cache.max-bytes"),
                settings.path("track.folder"),
                monitor(settings));
    }

    private static MonitorConfig monitor(Settings settings) {
        String database = settings.text("monitor.database");
        return new MonitorConfig(
                settings.integer("monitor.answers"),
                database.isEmpty()
                        ? MonitorConfig.h2(settings.path("monitor.folder")
                                .resolve("feedback")
                                .toAbsolutePath()
                                .toString())
                        : database,
                settings.text("monitor.user"),
                settings.text("monitor.password"));
    }

    /// Within this a service that was asked to stop has stopped: the grace, then connections end, then the engine.
    Duration longestStop() {
        return grace.plus(CLOSING);
    }

    /// With a layout for this machine, which may be measured for some seconds the first time.
    ///
    /// @param network of the bundle
    ServiceConfig settled(Bundle bundle, Network network) {
        return new ServiceConfig(
                model,
                watch,
                http,
                engine,
                layouts().settle(bundle, network, classifier),
                batch,
                grace,
                drainDelay,
                watchdog,
                calibrate,
                answers,
                runs,
                monitor);
    }

    /// Finds what the classifier's layout leaves open.
    LayoutFinder layouts() {
        return new LayoutFinder(engine.cache(), calibrate);
    }

    private static HttpConfig http(Settings settings, Duration grace) {
        return new HttpConfig(
                settings.text("serve.http.host"),
                settings.integer("serve.http.port"),
                settings.bytes("serve.http.max-body"),
                settings.duration("serve.http.idle-timeout"),
                settings.duration("serve.http.body-timeout"),
                grace,
                settings.list("serve.http.keys"),
                settings.number("serve.http.rate.per-second"),
                settings.integer("serve.http.rate.burst"),
                new LoadLimits(
                        bytesInFlight(settings),
                        settings.bytes("serve.http.min-rate"),
                        settings.integer("serve.http.max-requests"),
                        settings.integer("serve.http.max-requests-per-client"),
                        settings.duration("serve.http.hold-retries")),
                SecuritySettings.of(settings));
    }

    /// Where none are set, a quarter of the heap, but never less than the largest body takes: a form counts twice.
    private static long bytesInFlight(Settings settings) {
        long set = settings.bytes("serve.http.max-bytes-in-flight");
        long quarter = Runtime.getRuntime().maxMemory() / 4;
        return set != 0 ? set : Math.max(quarter, 2 * settings.bytes("serve.http.max-body"));
    }

    private static ClassifierConfig classifier(Settings settings) {
        return new ClassifierConfig(
                settings.integer("serve.capacity"),
                settings.duration("serve.deadline"),
                new Layout(
                        settings.integer("inference.workers"),
                        settings.integer("inference.threads"),
                        settings.integer("inference.lone-threads"),
                        settings.integer("serve.max-batch")),
                Processors.orAll(settings.integer("inference.decoders")),
                settings.whole("serve.max-pixels"));
    }

    static Path cache(Settings settings) {
        return settings.text("inference.cache").isEmpty() ? UserCache.folder() : settings.path("inference.cache");
    }
}
