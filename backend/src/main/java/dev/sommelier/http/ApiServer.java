package dev.sommelier.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server while it listens.
public final class ApiServer {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    /// For the listening socket to close; requests are refused whether it has or not.
    private static final Duration LONGEST_SHUTTING = Duration.ofSeconds(1);

    private final Listening listening;
    private final Readiness readiness;
    private final InFlight inFlight;
    private final HttpConfig config;
    private @Nullable Draining draining;

    /// @param answered done when no request is in flight any more
    /// @param farewell done when no connection to the open port is left
    private record Draining(Future<Void> answered, Future<Void> farewell) {}

    private ApiServer(Listening listening, Readiness readiness, InFlight inFlight, HttpConfig config) {
        this.listening = listening;
        this.readiness = readiness;
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
                    credentials.watch(listening.servers());
                    return new ApiServer(listening, readiness, inFlight, config);
                });
    }

    /// The port it listens on, also where the configuration asked for any.
    public int port() {
        return listening.open().server().actualPort();
    }

    /// The port where metrics, and whatever manages the service, are answered.
    public int managementPort() {
        return listening.management().server().actualPort();
    }

    /// Requests being answered, except probes.
    public int inFlight() {
        return inFlight.count();
    }

    /// The first half of [#close]: no more connections to the open port, then no more requests.
    ///
    /// @return done when those in flight are answered, or `drainTimeout` is over
    public Future<Void> drain() {
        return draining().answered();
    }

    /// Stops in order, so that nobody is left without an answer: probes say `stopping`, no new connection gets in,
    /// requests that come on those that are open are refused, those in flight are answered. A connection closes
    /// when it is silent, and the management port last. Takes no longer than `drainTimeout` and 3 s; no time at
    /// all if nobody is there.
    public Future<Void> close() {
        Draining begun = draining();
        return begun.answered()
                .compose(answered -> listening.open().closeAfter(begun.farewell()))
                .compose(closed -> listening.management().close());
    }

    private synchronized Draining draining() {
        if (draining == null) {
            readiness.announceStop();
            Future<Void> shut = listening
                    .open()
                    .closeEntrance()
                    .timeout(LONGEST_SHUTTING.toMillis(), TimeUnit.MILLISECONDS)
                    .otherwiseEmpty();
            draining = new Draining(
                    shut.compose(closed -> answered()),
                    shut.compose(closed -> listening.open().sayFarewell()));
        }
        return draining;
    }

    private Future<Void> answered() {
        return inFlight.drain()
                .timeout(Math.max(1, config.drainTimeout().toMillis()), TimeUnit.MILLISECONDS)
                .otherwise(this::giveUp);
    }

    private Void giveUp(Throwable cause) {
        if (cause instanceof TimeoutException) {
            LOG.warn("Requests were still in flight after {}: they are cut off", config.drainTimeout());
        }
        return null;
    }
}
