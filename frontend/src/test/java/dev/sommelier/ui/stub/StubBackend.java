package dev.sommelier.ui.stub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// Answers `/predict` as it was told and `/health` as a backend that is up. Can go away and come back on the same port.
public final class StubBackend implements AutoCloseable {
    private static final StubAnswer WINE = StubAnswer.prediction("wine", 0.02, 0.05, 0.93);
    private static final StubAnswer UP = StubAnswer.json("""
            {"status": "up", "model": {"loaded": true, "name": "drinks", "version": "1",
             "labels": ["beer", "whiskey", "wine"]}}""");

    private final List<StubRequest> predictions = new CopyOnWriteArrayList<>();
    private volatile Function<StubRequest, StubAnswer> onPredict = _ -> WINE;
    private volatile StubAnswer health = UP;
    private HttpServer server;
    private final int port;

    public StubBackend() {
        this(0);
    }

    public StubBackend(int port) {
        this.server = serve(port);
        this.port = server.getAddress().getPort();
    }

    public URI address() {
        return URI.create("http://localhost:" + port);
    }

    public void onPredict(StubAnswer answer) {
        onPredict = _ -> answer;
    }

    public void onPredict(Function<StubRequest, StubAnswer> answer) {
        onPredict = answer;
    }

    public void onHealth(StubAnswer answer) {
        health = answer;
    }

    /// The photos that came in so far.
    public List<StubRequest> predictions() {
        return predictions;
    }

    public void goAway() {
        server.stop(0);
    }

    public void comeBack() {
        server = serve(port);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private HttpServer serve(int port) {
        try {
            var fresh = HttpServer.create(new InetSocketAddress("localhost", port), 0);
            fresh.createContext("/predict", exchange -> {
                var request = StubRequest.of(exchange);
                predictions.add(request);
                answer(exchange, onPredict.apply(request));
            });
            fresh.createContext("/health", exchange -> answer(exchange, health));
            fresh.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            fresh.start();
            return fresh;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void answer(HttpExchange exchange, StubAnswer answer) throws IOException {
        try (exchange) {
            Thread.sleep(answer.delay());
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
