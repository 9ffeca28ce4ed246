package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Opens the ports, with the limits that hold before any route is known.
final class Listener {

    /// Bytes of method, path and query together.
    static final int LONGEST_LINE = 8 * 1024;

    /// Bytes of all headers of a request.
    static final int LARGEST_HEADERS = 16 * 1024;

    /// Bytes of a body that are handed on at once: as many as one read from a socket brings.
    private static final int PIECE = 64 * 1024;

    /// Where the ports' settings are.
    static final String OPEN = "serve.http";

    static final String MANAGEMENT = "serve.management";

    private final Vertx vertx;
    private final HttpConfig config;
    private final @Nullable PemKeyCertOptions pem;
    private final Refusals refusals;
    private final Meters meters;

    /// @param pem certificate and key; null for plain HTTP
    Listener(Vertx vertx, HttpConfig config, @Nullable PemKeyCertOptions pem, Refusals refusals, Meters meters) {
        this.vertx = vertx;
        this.config = config;
        this.pem = pem;
        this.refusals = refusals;
        this.meters = meters;
    }

    /// Opens both ports, or none: where the second cannot be had, the first is let go within milliseconds.
    ///
    /// @return fails with [Failure.CannotStart] if an address cannot be listened on
    Future<Listening> open(Routers routers) {
        ManagementConfig management = config.security().management();
        return listen(routers.open(), OPEN, config.host(), config.port())
                .compose(open -> listen(routers.management(), MANAGEMENT, management.host(), management.port())
                        .map(managing -> new Listening(open, managing))
                        .recover(cause -> open.server().close().transform(closed -> Future.failedFuture(cause))));
    }

    private Future<Port> listen(Router router, String setting, String host, int port) {
        HttpServerOptions options = options().setHost(host).setPort(port);
        Entrance entrance = new Entrance();
        Connections connections =
                new Connections(config.security().connections(), options, entrance, meters.registry());
        return vertx.createHttpServer(options)
                .requestHandler(router)
                .invalidRequestHandler(refusals::answerMalformed)
                .connectionHandler(connections)
                .listen()
                .map(server -> new Port(server, entrance))
                .recover(cause ->
                        Future.failedFuture(cannotListen(setting, host, port, String.valueOf(cause.getMessage()))));
    }

    /// @param setting the group of settings that the address is in
    static Failure.CannotStart cannotListen(String setting, String host, int port, String why) {
        return new Failure.CannotStart("The server cannot listen on %s:%d (%s). Set %s.host and %s.port."
                .formatted(host, port, why, setting, setting));
    }

    private HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions()
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setIdleTimeout((int) config.idleTimeout().toMillis())
                // One protocol, one set of limits: a proxy in front speaks HTTP/2 where it is wanted.
                .setHttp2ClearTextEnabled(false)
                .setUseAlpn(false)
                .setMaxChunkSize(PIECE)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LARGEST_HEADERS);
        return pem == null ? options : secured(options, pem);
    }

    private HttpServerOptions secured(HttpServerOptions options, PemKeyCertOptions certificate) {
        options.setSsl(true)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setSslHandshakeTimeout(
                        config.security().connections().headerTimeout().toMillis())
                .setKeyCertOptions(certificate)
                .setEnabledSecureTransportProtocols(Credentials.PROTOCOLS);
        return options;
    }
}
