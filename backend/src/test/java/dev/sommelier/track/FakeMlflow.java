package dev.sommelier.track;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// As much of an MLflow server as a run needs; it keeps what it was told.
final class FakeMlflow implements AutoCloseable {
    static final String ID = "0a1b2c";
    private static final String API = "/api/2.0/mlflow/";

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /// Answers with this status instead; 0 answers as MLflow does, and -1 never.
    volatile int status;

    record Call(String method, String path, String authorization, String body) {
        JsonNode json() {
            try {
                return Json.MAPPER.readTree(body);
            } catch (IOException e) {
                throw new IllegalStateException(body, e);
            }
        }
    }

    FakeMlflow() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String uri() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    List<Call> calls(String path) {
        return calls.stream().filter(call -> call.path().endsWith(path)).toList();
    }

    Stream<JsonNode> metrics() {
        return calls("log-batch").stream()
                .flatMap(call -> call.json().path("metrics").valueStream());
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        calls.add(new Call(exchange.getRequestMethod(), path, authorization == null ? "" : authorization, body));
        int code = status;
        if (code < 0) {
            await();
        } else if (code > 0) {
            send(exchange, code, "{\"error_code\": \"BROKEN\", \"message\": \"as told\"}");
        } else if (path.equals(API + "experiments/get-by-name")) {
            send(exchange, 404, "{\"error_code\": \"RESOURCE_DOES_NOT_EXIST\", \"message\": \"no such experiment\"}");
        } else {
            send(exchange, 200, answer(path));
        }
    }

    private static String answer(String path) {
        return switch (path) {
            case API + "experiments/create" -> "{\"experiment_id\": \"7\"}";
            case API + "runs/create" -> """
                    {"run": {"info": {"run_id": "%s", "experiment_id": "7", "status": "RUNNING",
                     "artifact_uri": "mlflow-artifacts:/7/%s/artifacts"}}}""".formatted(ID, ID);
            default -> "{}";
        };
    }

    private static void send(HttpExchange exchange, int code, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void await() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
