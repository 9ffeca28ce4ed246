package dev.sommelier.runs;

import dev.sommelier.http.ApiServer;
import dev.sommelier.http.ConnectionLimits;
import dev.sommelier.http.HttpConfig;
import dev.sommelier.http.LoadLimits;
import dev.sommelier.http.ManagementConfig;
import dev.sommelier.http.Meters;
import dev.sommelier.http.Readiness;
import dev.sommelier.http.RestOfContract;
import dev.sommelier.http.Security;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The real server on free ports, with the routes of runs alone.
final class RunsService implements AutoCloseable {
    private final Meters meters = new Meters();
    private final Vertx vertx = meters.vertx(new VertxOptions());
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    final ApiServer server;

    RunsService(Path folder) {
        this(folder, null);
    }

    RunsService(Path folder, @Nullable Path keys) {
        HttpConfig config = new HttpConfig(
                "127.0.0.1",
                0,
                100_000,
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                List.of(),
                0,
                1,
                new LoadLimits(1 << 20, 0, 64, 0),
                new Security(
                        new ManagementConfig("127.0.0.1", 0),
                        keys,
                        null,
                        List.of(),
                        new ConnectionLimits(Duration.ofSeconds(10), 100)));
        server = ApiServer.start(
                        vertx,
                        config,
                        new Readiness(() -> true),
                        meters,
                        List.of(new RunsRoutes(vertx, folder), new RestOfContract()))
                .await();
    }

    JsonObject json(String path) {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
        return new JsonObject(answer.body());
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(server.managementPort(), path, BodyHandlers.ofString(), headers);
    }

    HttpResponse<byte[]> bytes(String path) {
        return send(server.managementPort(), path, BodyHandlers.ofByteArray());
    }

    HttpResponse<String> onTheOpenPort(String path) {
        return send(server.port(), path, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(int port, String path, HttpResponse.BodyHandler<T> body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20));
        try {
            return client.send(
                    headers.length == 0
                            ? request.build()
                            : request.headers(headers).build(),
                    body);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        server.close().await();
        vertx.close().await();
        meters.close();
    }
}
