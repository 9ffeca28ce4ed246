package dev.sommelier.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The network between a browser and the page server: passes bytes on, until it is pulled out.
///
/// A browser's own "offline" switch leaves open WebSockets as they are, which no real network does.
final class Cable implements AutoCloseable {
    private final URI far;
    private final ServerSocket near;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean out;
    private volatile boolean withoutWebSockets;

    Cable(String address) {
        far = URI.create(address);
        try {
            near = new ServerSocket(0, 50, InetAddress.getByName("localhost"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.startVirtualThread(this::accept);
    }

    String address() {
        return "http://localhost:" + near.getLocalPort();
    }

    void pullOut() {
        out = true;
        open.forEach(Cable::close);
    }

    void plugIn() {
        out = false;
    }

    /// As some proxies: drops who wants to speak anything but plain HTTP.
    void refuseWebSockets() {
        withoutWebSockets = true;
    }

    private void accept() {
        try {
            while (true) {
                connect(near.accept());
            }
        } catch (IOException closed) {
            open.forEach(Cable::close);
        }
    }

    private void connect(Socket browser) {
        if (out) {
            close(browser);
            return;
        }
        try {
            var server = new Socket(far.getHost(), far.getPort());
            open.add(browser);
            open.add(server);
            Thread.startVirtualThread(() -> passUnlessRefused(browser, server));
            Thread.startVirtualThread(() -> pass(server, browser));
        } catch (IOException gone) {
            close(browser);
        }
    }

    /// A browser opens a connection of its own for a WebSocket, so its first words tell.
    private void passUnlessRefused(Socket browser, Socket server) {
        try {
            byte[] words = new byte[1 << 13];
            int count = browser.getInputStream().read(words);
            boolean upgrade = new String(words, 0, Math.max(count, 0), StandardCharsets.ISO_8859_1)
                    .contains("Upgrade: websocket");
            if (count > 0 && !(upgrade && withoutWebSockets)) {
                server.getOutputStream().write(words, 0, count);
                pass(browser, server);
            }
        } catch (IOException broken) {
            // As when it breaks later.
        } finally {
            close(browser);
            close(server);
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException broken) {
            // Either end is gone, and try closes both.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            near.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
