package dev.sommelier.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What tells clients and the server who the other is: keys and a certificate, each read again when its files
/// change.
final class Credentials {

    static final Set<String> PROTOCOLS = Set.of("TLSv1.2", "TLSv1.3");

    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);

    private final Vertx vertx;
    private final @Nullable TlsFiles files;
    private final Duration handshake;
    private final FileWatch keysWatch;
    private final FileWatch tlsWatch;
    private final KeyRing ring;
    private final @Nullable PemKeyCertOptions pem;

    private Credentials(Vertx vertx, HttpConfig config) {
        Path keys = config.security().keysFile();
        this.vertx = vertx;
        files = config.security().tls();
        handshake = config.security().connections().headerTimeout();
        keysWatch = new FileWatch(keys == null ? List.of() : List.of(keys));
        tlsWatch = new FileWatch(files == null ? List.of() : List.of(files.certificate(), files.key()));
        ring = new KeyRing(config);
        pem = files == null ? null : Certificate.read(vertx, files);
    }

    /// Reads all files, on the caller's thread: never call it on an event loop.
    ///
    /// @return fails with [dev.sommelier.failure.Failure.BadConfig] or [dev.sommelier.failure.Failure.CannotStart]
    static Future<Credentials> read(Vertx vertx, HttpConfig config) {
        return Future.succeededFuture(config).map(read -> new Credentials(vertx, read));
    }

    KeyRing ring() {
        return ring;
    }

    /// The certificate and its key; null for plain HTTP.
    @Nullable
    PemKeyCertOptions pem() {
        return pem;
    }

    /// From now on, what changes in the files holds for new requests and for new connections to these servers.
    void watch(List<HttpServer> servers) {
        keysWatch.start(vertx, ring::reload);
        if (files != null) {
            tlsWatch.start(vertx, () -> renew(servers, Certificate.read(vertx, files)));
        }
    }

    private void renew(List<HttpServer> servers, PemKeyCertOptions pem) {
        // These replace all that the ports were opened with.
        ServerSSLOptions options = new ServerSSLOptions()
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setSslHandshakeTimeout(handshake.toMillis())
                .setKeyCertOptions(pem)
                .setEnabledSecureTransportProtocols(PROTOCOLS);
        Future.join(servers.stream()
                        .map(server -> server.updateSSLOptions(options))
                        .toList())
                .onSuccess(taken -> LOG.info("New connections get the new certificate"))
                .onFailure(cause -> LOG.error("The old certificate stays: the new one cannot be taken", cause));
    }
}
