package dev.sommelier.app;

import dev.sommelier.image.DrawnPhoto;
import dev.sommelier.model.RandomModel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The whole service with a real, small model, and someone who asks it over HTTP.
record OperatedService(Service service, HttpClient client) implements AutoCloseable {
    static final byte[] PHOTO = DrawnPhoto.tiles(0.1f, 100, 1);

    static OperatedService start(Path folder, String... settings) throws IOException {
        return start(folder, () -> {}, settings);
    }

    static OperatedService start(Path folder, Runnable between, String... settings) throws IOException {
        ServiceConfig config = ServiceConfig.of(Settings.resolve(folder, Map.of(), settings(folder, settings)));
        return new OperatedService(
                Service.start(config, between),
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    /// A model in the folder, and a service that anyone may start beside others.
    static List<String> settings(Path folder, String... more) throws IOException {
        Path model = folder.resolve("models/random");
        if (!model.toFile().exists()) {
            RandomModel.publish(model);
        }
        List<String> settings = new ArrayList<>(List.of(
                "serve.model=" + model,
                "serve.http.host=127.0.0.1",
                "serve.http.port=0",
                "serve.management.port=0",
                "inference.calibrate=false",
                "serve.grace=5s",
                "inference.workers=1",
                "inference.decoders=1",
                "inference.device=cpu",
                "inference.cache=" + folder.resolve("cache")));
        settings.addAll(List.of(more));
        return settings;
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    HttpResponse<String> predict() {
        return send(request("/predict").header("Content-Type", "image/jpeg").POST(BodyPublishers.ofByteArray(PHOTO)));
    }

    /// The value of a metric, by its name and labels as they are written.
    double metric(String name) {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no metric " + name));
    }

    private HttpRequest.Builder request(String path) {
        String address = path.equals("/metrics") ? service.addresses().management() : service.address();
        return HttpRequest.newBuilder(URI.create(address + path)).timeout(Duration.ofSeconds(10));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        // A connection that is kept open would be given time to end.
        client.shutdownNow();
        service.close();
    }
}
