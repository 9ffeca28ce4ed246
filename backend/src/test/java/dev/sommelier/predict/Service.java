package dev.sommelier.predict;

import dev.sommelier.http.ApiServer;
import dev.sommelier.http.FilesLimits;
import dev.sommelier.http.HttpConfig;
import dev.sommelier.http.LoadLimits;
import dev.sommelier.http.Meters;
import dev.sommelier.http.Readiness;
import dev.sommelier.http.RestOfContract;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// The real server on a free port, with a fake classifier behind it.
final class Service implements AutoCloseable {

    static final int MAX_BODY = 100_000;

    static final BatchConfig BATCH = new BatchConfig(
            new FilesLimits(250_000, 400, Duration.ofSeconds(5)),
            400,
            MAX_BODY,
            1_000_000,
            2,
            Duration.ofSeconds(10),
            Duration.ofSeconds(5));

    /// Asked on the management port, for they are answered nowhere else.
    private static final Set<String> MANAGED = Set.of("/metrics", "/debug");

    final FakeClassifier classifier = new FakeClassifier();
    final ApiServer server;
    private final Meters meters = new Meters();
    private final Vertx vertx = meters.vertx(new VertxOptions());
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Service() {
        this(config(List.of(), 0, 1));
    }

    Service(HttpConfig config) {
        this(config, BATCH, 0);
    }

    Service(HttpConfig config, BatchConfig batch) {
        this(config, batch, 0);
    }

    /// @param bytes for answers that are kept
    static Service caching(long bytes) {
        return new Service(config(List.of(), 0, 1), BATCH, bytes);
    }

    private Service(HttpConfig config, BatchConfig batch, long bytes) {
        Predictor predictor =
                new Predictor(classifier, meters.registry(), AnswerCache.of(vertx, bytes, meters.registry()));
        Readiness readiness = new Readiness(classifier::ready);
        server = ApiServer.start(
                        vertx,
                        config,
                        readiness,
                        meters,
                        List.of(
                                new PredictRoutes(predictor),
                                new BatchRoutes(predictor, meters.registry(), batch),
                                new ModelRoutes(classifier, readiness),
                                new InferRoutes(classifier, predictor, 16),
                                new InferModelRoutes(classifier, readiness, "1.2.3"),
                                new TorchServeRoutes(classifier, predictor, readiness),
                                new RestOfContract()))
                .await();
    }

    /// Takes bodies with tensors in them.
    static HttpConfig tensors() {
        return tensors(8 << 20, new LoadLimits(16 << 20, 0, 64, 0));
    }

    static HttpConfig tensors(int maxBody, LoadLimits load) {
        return new HttpConfig(
                "127.0.0.1",
                0,
                maxBody,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                List.of(),
                0,
                1,
                load);
    }

    static HttpConfig config(List<String> keys, double rate, int burst) {
        return config(keys, rate, burst, Duration.ofSeconds(2), new LoadLimits(1 << 20, 0, 64, 0));
    }

    static HttpConfig config(LoadLimits load) {
        return config(List.of(), 0, 1, load);
    }

    static HttpConfig config(List<String> keys, double rate, int burst, LoadLimits load) {
        return config(keys, rate, burst, Duration.ofSeconds(30), load);
    }

    private static HttpConfig config(List<String> keys, double rate, int burst, Duration bodyTimeout, LoadLimits load) {
        return new HttpConfig(
                "127.0.0.1",
                0,
                MAX_BODY,
                Duration.ofSeconds(10),
                bodyTimeout,
                Duration.ofSeconds(5),
                keys,
                rate,
                burst,
                load);
    }

    HttpRequest.Builder request(String path) {
        int port = MANAGED.contains(path) ? server.managementPort() : server.port();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10));
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    /// Sends a photo as the whole body, the shortest way that works.
    HttpResponse<String> predict(String query) {
        return send(photo(query));
    }

    HttpRequest.Builder photo(String query) {
        return request("/predict" + query).header("Content-Type", "image/jpeg").POST(BodyPublishers.ofString("photo"));
    }

    HttpResponse<String> predict(Form form) {
        return send(request("/predict")
                .header("Content-Type", form.contentType())
                .POST(BodyPublishers.ofByteArray(form.bytes())));
    }

    HttpResponse<byte[]> sendForBytes(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    HttpRequest.Builder batch(Form form) {
        return request("/predict/batch")
                .header("Content-Type", form.contentType())
                .POST(BodyPublishers.ofByteArray(form.bytes()));
    }

    HttpRequest.Builder batch(byte[] zip) {
        return request("/predict/batch")
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofByteArray(zip));
    }

    /// What uploads hold of the memory that is set aside for them.
    long bytesInFlight() {
        return (long) meters.registry().get("sommelier.in.flight.bytes").gauge().value();
    }

    Wire wire() {
        return new Wire(server.port());
    }

    Vertx vertx() {
        return vertx;
    }

    /// Waits until the server, which is closing, refuses requests.
    void awaitDraining() {
        HttpRequest probe = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/health/ready".formatted(server.managementPort())))
                .build();
        UploadTest.eventually(() -> client.sendAsync(probe, BodyHandlers.ofString())
                .join()
                .headers()
                .firstValue("Connection")
                .isPresent());
    }

    @Override
    public void close() {
        // A connection that is kept open would be given time to end.
        client.shutdownNow();
        server.close().await();
        vertx.close().await();
        meters.close();
    }
}
