package dev.sommelier.system;

import dev.sommelier.load.photo.Photo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The HTTP interface as any client in any language would use it.
record Api(URI address, HttpClient client) implements AutoCloseable {
    private static final String BOUNDARY = "between-the-parts";

    Api(URI address) {
        this(
                address,
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /// Posts as a form with the field `file`, the way of `curl -F file=@photo.jpg`.
    HttpResponse<String> predict(Photo photo) throws IOException, InterruptedException {
        return send(request("/predict")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(form(photo))));
    }

    /// Posts as the whole body, the way of `curl --data-binary @photo.jpg`.
    HttpResponse<String> predictBody(Photo photo) throws IOException, InterruptedException {
        return send(request("/predict")
                .header("Content-Type", photo.contentType())
                .POST(BodyPublishers.ofByteArray(photo.bytes())));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static byte[] form(Photo photo) {
        var form = new ByteArrayOutputStream();
        form.writeBytes(
                """
                --%s\r
                Content-Disposition: form-data; name="file"; filename="%s"\r
                Content-Type: %s\r
                \r
                """.formatted(BOUNDARY, photo.name(), photo.contentType()).getBytes(StandardCharsets.UTF_8));
        form.writeBytes(photo.bytes());
        form.writeBytes("\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }
}
