package dev.sommelier.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// Answers photos with one answer after the other, right or wrong, at once.
final class StubService implements AutoCloseable {
    /// What it says of each drawn photo, in the order in which they are sent.
    enum Says {
        RIGHT(200, prediction("0.9", "%1$s", "0.1", "other")),
        WRONG_SUM(200, prediction("0.9", "%1$s", "0.4", "other")),
        WRONG_FORM(200, "{\"class\":\"%s\"}"),
        OTHER_CLASS(200, prediction("0.9", "other", "0.1", "%1$s")),
        WRONG_FIELD(400, problem(400)),
        BROKEN(500, problem(500)),
        BUSY(503, problem(503));

        private final int status;
        private final String body;

        Says(int status, String body) {
            this.status = status;
            this.body = body;
        }
    }

    private final List<Says> says;
    private final AtomicInteger photos = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    StubService(Says... says) throws IOException {
        this.says = List.of(says);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/predict", this::predict);
        server.createContext(
                "/health", exchange -> send(exchange, 200, "{\"status\":\"up\",\"model\":{\"loaded\":true}}"));
        server.createContext("/metrics", exchange -> send(exchange, 200, metrics()));
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void predict(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
        Says next = says.get(photos.getAndIncrement() % says.size());
        String drink = form.replaceAll("(?s).*filename=\"([a-z]+)\\..*", "$1");
        send(exchange, form.contains("name=\"file\"") ? next.status : 400, next.body.formatted(drink));
    }

    private static String metrics() {
        return """
                system_cpu_count 2.0
                process_cpu_time_ns_total %d
                process_resident_memory_bytes 1.048576E8
                """.formatted(System.nanoTime() / 2);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String prediction(String high, String first, String low, String second) {
        return """
                {"predicted_class":"%2$s","confidence":%1$s,"probabilities":{"%2$s":%1$s,"%4$s":%3$s},
                 "model":{},"image":{},"request_id":"1"}""".formatted(high, first, low, second);
    }

    private static String problem(int status) {
        return "{\"type\":\"/problems/any\",\"status\":%d,\"detail\":\"So.\",\"request_id\":\"1\"}".formatted(status);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
