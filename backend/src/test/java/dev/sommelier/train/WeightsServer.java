package dev.sommelier.train;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Publishes one file on this machine, well or badly.
final class WeightsServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, String> redirects = new ConcurrentHashMap<>();
    private final List<Optional<String>> ranges = new CopyOnWriteArrayList<>();
    private final byte[] content;
    private volatile String tag = "\"1\"";
    private volatile int mostAtOnce = Integer.MAX_VALUE;
    private volatile boolean hanging;

    WeightsServer(byte[] content) throws IOException {
        this.content = content;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address(String path) {
        return URI.create("http://localhost:%d%s".formatted(server.getAddress().getPort(), path));
    }

    void redirect(String path, String location) {
        redirects.put(path, location);
    }

    /// Every answer ends after so many bytes, whatever was promised.
    void cutAfter(int bytes) {
        mostAtOnce = bytes;
    }

    /// Sends what [#cutAfter] allows, and then neither more nor an end.
    void hang() {
        hanging = true;
    }

    /// An empty one is not sent.
    void tag(String newTag) {
        tag = newTag;
    }

    /// The `Range` of each request so far.
    List<Optional<String>> ranges() {
        return ranges;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        ranges.add(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")));
        if (redirects.containsKey(path)) {
            exchange.getResponseHeaders().set("Location", redirects.get(path));
            exchange.sendResponseHeaders(302, -1);
        } else if (path.startsWith("/weights")) {
            send(exchange);
        } else {
            exchange.sendResponseHeaders(404, -1);
        }
        exchange.close();
    }

    private void send(HttpExchange exchange) throws IOException {
        int from = from(exchange);
        if (!tag.isEmpty()) {
            exchange.getResponseHeaders().set("ETag", tag);
        }
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
        int to = (int) Math.min(content.length, (long) from + mostAtOnce);
        exchange.getResponseBody().write(Arrays.copyOfRange(content, from, to));
        exchange.getResponseBody().flush();
        if (hanging) {
            waitForTheEnd();
        }
    }

    private int from(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        boolean same = tag.equals(exchange.getRequestHeaders().getFirst("If-Range"));
        return range == null || !same ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    }

    private void waitForTheEnd() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
