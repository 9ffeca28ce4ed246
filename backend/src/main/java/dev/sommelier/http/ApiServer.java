package dev.sommelier.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server while it listens.
public final class ApiServer {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    /// Time for the last answers to leave after the last request is done.
    private static final int FLUSH_SECONDS = 2;

    private final Listening listening;
    private final InFlight inFlight;
    private final HttpConfig config;

    private ApiServer(Listening listening, InFlight inFlight, HttpConfig config) {
        this.listening = listening;
        this.inFlight = inFlight;
        this.config = config;
    }

    /// Builds the routes from the contract and listens on both ports. Reads the files of keys and the certificate
    /// first: never call it on an event loop.
    ///
    /// @param readiness told to stop when the server stops
    /// @param features what answers the operations besides health, metrics and documentation
    /// @return fails with [Failure.CannotStart] if an address cannot be listened on, or a file of keys or a
    ///     certificate cannot be read, and with [Failure.BadConfig] if what is in there is wrong
    public static Future<ApiServer> start(
            Vertx vertx, HttpConfig config, Readiness readiness, Meters meters, List<Routes> features) {
        return Credentials.read(vertx, config)
                .compose(credentials -> start(vertx, config, readiness, meters, features, credentials));
    }

    private static Future<ApiServer> start(
            Vertx vertx,
            HttpConfig config,
            Readiness readiness,
            Meters meters,
            List<Routes> features,
            Credentials credentials) {
        EarlyRetries retries = new EarlyRetries(vertx, config.load().holdRetries(), meters.registry());
        InFlight inFlight = new InFlight(readiness, config.load().maxRequests(), retries);
        Refusals refusals = new Refusals(meters.registry(), new Linger(vertx, config.maxBodyBytes()), retries);
        BytesInFlight bytes = new BytesInFlight(config.load().maxBytesInFlight(), meters.registry());
        RoutePlan plan =
                new RoutePlan(vertx, config, credentials.ring(), inFlight, new Uploads(config, bytes), refusals);
        List<Routes> own = List.of(new OperateRoutes(readiness, meters), new DebugRoutes(inFlight, bytes));
        return plan.routers(Stream.concat(own.stream(), features.stream()).toList())
                .compose(routers -> new Listener(vertx, config, credentials.pem(), refusals, meters).open(routers))
                .map(listening -> {
                    credentials.watch(listening.both());
                    return new ApiServer(listening, inFlight, config);
                });
    }

    /// The port it listens on, also where the configuration asked for any.
    public int port() {
        return listening.open().actualPort();
    }

    /// The port where metrics, and whatever manages the service, are answered.
    public int managementPort() {
        return listening.management().actualPort();
    }

    /// Stops in order: probes say `stopping`, new requests are refused, those in flight are answered, and only
    /// then the connections close, of both ports. Takes no longer than `drainTimeout` and a moment.
    public Future<Void> close() {
        return inFlight.drain()
                .timeout(Math.max(1, config.drainTimeout().toMillis()), TimeUnit.MILLISECONDS)
                .otherwise(this::giveUp)
                .compose(drained -> listening.shutdown(FLUSH_SECONDS));
    }

    private Void giveUp(Throwable cause) {
        if (cause instanceof TimeoutException) {
            LOG.warn("Requests were still in flight after {}: they are cut off", config.drainTimeout());
        }
        return null;
    }
}
