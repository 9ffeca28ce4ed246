package dev.sommelier.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.atomic.AtomicInteger;

/// Looks at each connection as it opens: one too many is closed, and of the others each request's headers must
/// come in time.
///
/// Under TLS a connection counts from the end of its handshake, which has the same time.
final class Connections implements Handler<HttpConnection> {

    private final ConnectionLimits limits;
    private final HttpServerOptions options;
    private final Entrance entrance;
    private final Counter tooMany;
    private final Counter tooSlow;
    private final AtomicInteger open = new AtomicInteger();

    /// @param options of the server whose connections these are
    /// @param entrance that they come in by
    Connections(ConnectionLimits limits, HttpServerOptions options, Entrance entrance, MeterRegistry registry) {
        this.limits = limits;
        this.options = options;
        this.entrance = entrance;
        tooMany = counter(registry, "too-many");
        tooSlow = counter(registry, "slow-headers");
    }

    private static Counter counter(MeterRegistry registry, String reason) {
        return Counter.builder("sommelier.connections.cut")
                .description("Connections closed before they asked for anything")
                .tag("reason", reason)
                .register(registry);
    }

    @Override
    public void handle(HttpConnection connection) {
        // Only the channel below tells bytes from whole headers.
        Channel channel = Exchanges.channel(connection);
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        if (open.incrementAndGet() > limits.most()) {
            tooMany.increment();
            var _ = channel.close();
        } else {
            FramingDecoder.install(channel.pipeline(), options);
            Exchanges exchanges = Exchanges.watch(channel);
            BrokenBody.watch(channel, exchanges);
            new HeaderTimeout(channel, exchanges, limits.headerTimeout(), tooSlow::increment).start();
            entrance.entered(channel);
        }
    }
}
