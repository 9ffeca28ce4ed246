package dev.sommelier.app;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A service to put load on.
///
/// @param management where its metrics are, or null where nobody knows
record LoadTarget(URI api, @Nullable URI management) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// One that runs already.
    ///
    /// @throws Failure.BadConfig if this is no address
    /// @throws Failure.CannotStart if nobody answers there, before minutes are spent on it
    static LoadTarget running(URI api, @Nullable URI management) throws InterruptedException {
        if (api.getHost() == null || !String.valueOf(api.getScheme()).startsWith("http")) {
            throw new Failure.BadConfig("--url %s: need an address such as http://localhost:8080".formatted(api));
        }
        LoadTarget target = new LoadTarget(api, management);
        try {
            target.get("/health");
        } catch (IOException e) {
            throw new Failure.CannotStart("--url %s: nobody answers there (%s). ./sommelier serve starts a service"
                    .formatted(api, e.getClass().getSimpleName()));
        }
        return target;
    }

    /// What it answers, whatever the status.
    String get(String path) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            HttpRequest request =
                    HttpRequest.newBuilder(api.resolve(path)).timeout(PATIENCE).build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }
}
