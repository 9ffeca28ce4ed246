package dev.sommelier.ui.stub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sommelier.ui.api.BackendConfig;
import dev.sommelier.ui.api.ManagementConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// Answers `/predict` as it was told, `/health` as a backend that is up, and on its management port as it was told. Can
/// go away and come back on the same ports.
public final class StubBackend implements AutoCloseable {
    private static final StubAnswer WINE = StubAnswer.prediction("wine", 0.02, 0.05, 0.93);
    private static final StubAnswer UP = StubAnswer.json("""
            {"status": "up", "model": {"loaded": true, "name": "drinks", "version": "1",
             "labels": ["beer", "whiskey", "wine"]}}""");
    private static final StubAnswer NOTHING = StubAnswer.problem(404, "There is no such thing.");
    private static final int LONGEST_ANSWER = 1 << 20;

    private final List<StubRequest> predictions = new CopyOnWriteArrayList<>();
    private final List<StubCall> calls = new CopyOnWriteArrayList<>();
    private volatile Function<StubRequest, StubAnswer> onPredict = _ -> WINE;
    private final List<StubCall> feedback = new CopyOnWriteArrayList<>();
    private volatile Function<StubCall, StubAnswer> onFeedback = _ -> StubAnswer.stored("r-1", "wine");
    private volatile Function<StubCall, StubAnswer> onManage = _ -> NOTHING;
    private volatile Function<StubCall, StubAnswer> onAsk = _ -> NOTHING;
    private volatile StubAnswer health = UP;
    private HttpServer server;
    private HttpServer manager;
    private final int port;
    private final int managementPort;

    public StubBackend() {
        this(0);
    }

    public StubBackend(int port) {
        this.server = serve(port);
        this.manager = manage(0);
        this.port = server.getAddress().getPort();
        this.managementPort = manager.getAddress().getPort();
    }

    public URI address() {
        return URI.create("http://localhost:" + port);
    }

    public URI management() {
        return URI.create("http://localhost:" + managementPort);
    }

    /// How to reach it, with little patience.
    ///
    /// @param key empty for none
    public BackendConfig config(String key) {
        var second = Duration.ofSeconds(1);
        var managed = new ManagementConfig(management(), second.multipliedBy(3), LONGEST_ANSWER);
        return new BackendConfig(address(), managed, key, second.multipliedBy(2), second.multipliedBy(3), second);
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

    /// @param answer of every question to the management port
    public void onManage(Function<StubCall, StubAnswer> answer) {
        onManage = answer;
    }

    /// @param answer of every other question to the port for clients
    public void onAsk(Function<StubCall, StubAnswer> answer) {
        onAsk = answer;
    }

    /// The photos that came in so far.
    public List<StubRequest> predictions() {
        return predictions;
    }

    /// @param answer of every word about an answer
    public void onFeedback(Function<StubCall, StubAnswer> answer) {
        onFeedback = answer;
    }

    /// What was said of answers so far.
    public List<StubCall> feedback() {
        return feedback;
    }

    /// The questions to the management port so far.
    public List<StubCall> calls() {
        return calls;
    }

    public void goAway() {
        server.stop(0);
        manager.stop(0);
    }

    public void comeBack() {
        server = serve(port);
        manager = manage(managementPort);
    }

    @Override
    public void close() {
        goAway();
    }

    private HttpServer serve(int port) {
        var fresh = listen(port);
        fresh.createContext("/predict", exchange -> {
            var request = StubRequest.of(exchange);
            predictions.add(request);
            answer(exchange, onPredict.apply(request));
        });
        fresh.createContext("/feedback", exchange -> {
            var call = StubCall.of(exchange);
            feedback.add(call);
            answer(exchange, onFeedback.apply(call));
        });
        fresh.createContext("/health", exchange -> answer(exchange, health));
        fresh.createContext("/", exchange -> answer(exchange, onAsk.apply(StubCall.of(exchange))));
        fresh.start();
        return fresh;
    }

    private HttpServer manage(int port) {
        var fresh = listen(port);
        fresh.createContext("/", exchange -> {
            var call = StubCall.of(exchange);
            calls.add(call);
            answer(exchange, onManage.apply(call));
        });
        fresh.start();
        return fresh;
    }

    private static HttpServer listen(int port) {
        try {
            var fresh = HttpServer.create(new InetSocketAddress("localhost", port), 0);
            fresh.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            return fresh;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void answer(HttpExchange exchange, StubAnswer answer) throws IOException {
        try (exchange) {
            Thread.sleep(answer.delay());
            byte[] body = answer.bytes();
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
                exchange.sendResponseHeaders(answer.status(), -1);
                return;
            }
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
