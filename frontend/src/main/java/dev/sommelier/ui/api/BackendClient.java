package dev.sommelier.ui.api;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Talks to the backend. No method blocks and no future fails: whatever goes wrong is a case of the answer. Cancelling
/// a future closes the connection, so the backend stops working on it.
public final class BackendClient implements AutoCloseable {
    /// An answer holds some labels and numbers; anything near this size did not come from the backend.
    private static final long MAX_ANSWER_BYTES = 1 << 20;

    /// With the heat map, and with training photos like this one where the model has pictures of them.
    private static final String PREDICT = "/predict?explain=true&neighbours=3";

    private final BackendConfig config;
    private final HttpClient http;
    private final Exchange exchange;
    private final ManagementClient management;

    public BackendClient(BackendConfig config) {
        this.config = config;
        this.http = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(config.connectTimeout())
                .build();
        this.exchange = new Exchange(http);
        this.management = new ManagementClient(config.management(), config.key(), exchange);
    }

    /// The same backend, as whoever runs it sees it.
    public ManagementClient management() {
        return management;
    }

    /// Has one photo classified.
    ///
    /// @param photo the bytes of one image file
    public CompletableFuture<Reply> predict(byte[] photo) {
        var form = new PhotoForm(photo);
        var request = to(PREDICT, config.answerTimeout())
                .header("Content-Type", form.contentType())
                .POST(form.body())
                .build();
        return exchange.ask(request, MAX_ANSWER_BYTES, ReplyReader::read);
    }

    /// Says whether an answer was right.
    ///
    /// @param requestId of the answer
    /// @param label what the photo shows; empty if the answer is right
    public CompletableFuture<Said> feedback(String requestId, Optional<String> label) {
        var request = to("/feedback", config.answerTimeout())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(AnswerJson.feedback(requestId, label)))
                .build();
        return exchange.ask(request, MAX_ANSWER_BYTES, SaidReader::read);
    }

    /// Where the backend is, for people who want to call it themselves.
    public URI address() {
        return config.base();
    }

    /// Whether calls need a key.
    public boolean asksForKey() {
        return !config.key().isEmpty();
    }

    public CompletableFuture<BackendState> health() {
        return exchange.ask(to("/health", config.healthInterval()).build(), MAX_ANSWER_BYTES, HealthReader::read);
    }

    /// Asks the port that is open to clients for something to show.
    public <T> CompletableFuture<Managed<T>> get(ApiPath path, BodyReader<T> reader) {
        var request = to(path.text(), config.answerTimeout()).build();
        return exchange.ask(request, config.management().maxAnswerBytes(), new ManagedReader<>(reader)::read);
    }

    /// The full report of a version's evaluation, as a page.
    public CompletableFuture<Managed<String>> report(String version) {
        var request = to(ApiPath.of("models", version, "evaluation").text(), config.answerTimeout())
                .header("Accept", "text/html")
                .build();
        return exchange.ask(
                request,
                config.management().maxAnswerBytes(),
                new ManagedReader<>(BodyReader.text(Optional::of))::read);
    }

    private HttpRequest.Builder to(String path, Duration timeout) {
        return Exchange.keyed(HttpRequest.newBuilder(config.at(path)).timeout(timeout), config.key());
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
