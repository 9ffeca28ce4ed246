package dev.sommelier.ui;

import dev.sommelier.ui.api.BackendClient;
import dev.sommelier.ui.api.BackendWatch;
import dev.sommelier.ui.classify.PhotoSlots;
import dev.sommelier.ui.live.LivePoll;
import dev.sommelier.ui.models.Downloads;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.jspecify.annotations.Nullable;

/// The running server with all that must be closed. Pages go first: a page that is gone cancels its own calls.
record PageServer(Server jetty, ServerConnector connector, BackendWatch watch, LivePoll poll, BackendClient client)
        implements AutoCloseable {
    private static final Set<String> EVERY_NETWORK = Set.of("0.0.0.0", "::");
    /// A sender that falls silent ends here; one that trickles ends by `ui.upload-timeout`.
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    /// @throws CannotStart if the port is taken or the pages fail to come up
    static PageServer start(Settings settings) {
        var client = new BackendClient(settings.backend());
        var watch = new BackendWatch(client, settings.backend().healthInterval());
        var poll = new LivePoll(client.management());
        var parts = new PageParts(
                client,
                watch,
                new PhotoSlots(settings.photos().inFlight()),
                settings.photos(),
                settings.batch(),
                new Downloads(),
                poll);
        var jetty = new Server();
        var connector = new ServerConnector(jetty);
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(LONGEST_SILENCE.toMillis());
        jetty.addConnector(connector);
        jetty.setHandler(PageContext.of(parts, ResourceFactory.of(jetty)));
        var server = new PageServer(jetty, connector, watch, poll, client);
        server.open(settings);
        return server;
    }

    /// The address to type into a browser on this machine.
    String address() {
        return address(connector.getHost(), connector.getLocalPort());
    }

    /// @param host as it was set: a name or an address, IPv6 with brackets or without; every network if it is null
    static String address(@Nullable String host, int port) {
        String bare = host == null ? "::" : host.replaceAll("[\\[\\]]", "");
        if (EVERY_NETWORK.contains(bare)) {
            return "http://localhost:" + port;
        }
        return "http://%s:%d".formatted(bare.contains(":") ? "[" + bare + "]" : bare, port);
    }

    private void open(Settings settings) {
        try {
            // First, so that a taken port is noticed before the slow part.
            connector.open();
        } catch (IOException taken) {
            close();
            throw new CannotStart(
                    "Cannot listen on %s, port %d: %s. Set ui.port to another one."
                            .formatted(settings.host(), settings.port(), reason(taken)),
                    taken);
        }
        try {
            jetty.start();
        } catch (Exception failed) {
            close();
            throw new CannotStart("The pages did not come up: %s".formatted(reason(failed)), failed);
        }
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage() == null ? root : root.getMessage());
    }

    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (Exception failed) {
            throw new IllegalStateException("The page server did not stop cleanly", failed);
        } finally {
            watch.close();
            poll.close();
            client.close();
        }
    }
}
