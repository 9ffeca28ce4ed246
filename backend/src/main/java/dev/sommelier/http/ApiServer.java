package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The server while it listens.
public final class ApiServer {

    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    /// What a form's decoder takes notice of: files, and as many fields as their reader looks through.
    private static final int MOST_FORM_PARTS = FilesLimits.MOST_FILES + 100;

    private static final int LONGEST_FORM_FIELD = 8 * 1024;

    /// Time for the last answers to leave after the last request is done.
    private static final int FLUSH_SECONDS = 2;

    private final HttpServer server;
    private final InFlight inFlight;
    private final HttpConfig config;

    private ApiServer(HttpServer server, InFlight inFlight, HttpConfig config) {
        this.server = server;
        this.inFlight = inFlight;
        this.config = config;
    }

    /// Builds the routes from the contract and listens.
    ///
    /// @param readiness told to stop when the server stops
    /// @param features what answers the operations besides health, metrics and documentation
    /// @return fails with [Failure.CannotStart] if the address cannot be listened on
    public static Future<ApiServer> start(
            Vertx vertx, HttpConfig config, Readiness readiness, Meters meters, List<Routes> features) {
        InFlight inFlight = new InFlight(readiness, config.load().maxRequests());
        Refusals refusals = new Refusals(meters.registry(), new Linger(vertx, config.maxBodyBytes()));
        BytesInFlight bytes = new BytesInFlight(config.load().maxBytesInFlight(), meters.registry());
        RoutePlan plan = new RoutePlan(vertx, config, inFlight, new Uploads(config, bytes), refusals);
        return plan.router(features, new OperateRoutes(readiness, meters))
                .compose(router -> listen(vertx, config, router, refusals))
                .map(server -> new ApiServer(server, inFlight, config));
    }

    /// The port it listens on, also where the configuration asked for any.
    public int port() {
        return server.actualPort();
    }

    /// Stops in order: probes say `stopping`, new requests are refused, those in flight are answered, and only then the
    /// connections close. Takes no longer than `drainTimeout` and a moment.
    public Future<Void> close() {
        return inFlight.drain()
                .timeout(Math.max(1, config.drainTimeout().toMillis()), TimeUnit.MILLISECONDS)
                .otherwise(this::giveUp)
                .compose(drained -> server.shutdown(FLUSH_SECONDS, TimeUnit.SECONDS));
    }

    private Void giveUp(Throwable cause) {
        if (cause instanceof TimeoutException) {
            LOG.warn("Requests were still in flight after {}: they are cut off", config.drainTimeout());
        }
        return null;
    }

    private static Future<HttpServer> listen(Vertx vertx, HttpConfig config, Router router, Refusals refusals) {
        return vertx.createHttpServer(options(config))
                .requestHandler(router)
                .invalidRequestHandler(refusals::answerMalformed)
                .listen()
                .recover(cause -> Future.failedFuture(cannotListen(config, cause)));
    }

    private static HttpServerOptions options(HttpConfig config) {
        return new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) config.idleTimeout().toMillis())
                // One protocol, one set of limits: a proxy in front speaks HTTP/2 where it is wanted.
                .setHttp2ClearTextEnabled(false)
                .setMaxFormFields(MOST_FORM_PARTS)
                .setMaxFormAttributeSize(LONGEST_FORM_FIELD)
                .setMaxFormBufferedBytes(LONGEST_FORM_FIELD);
    }

    private static Failure cannotListen(HttpConfig config, Throwable cause) {
        return new Failure.CannotStart(
                "The server cannot listen on %s:%d (%s). Set serve.http.host and serve.http.port."
                        .formatted(config.host(), config.port(), cause.getMessage()));
    }
}
