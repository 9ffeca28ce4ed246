package dev.sommelier.ui.api;

import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Talks to the backend. No method blocks and no future fails: whatever goes wrong is a case of the answer. Cancelling
/// a future closes the connection, so the backend stops working on it.
public final class BackendClient implements AutoCloseable {
    /// An answer holds some labels and numbers; anything near this size did not come from the backend.
    private static final long MAX_ANSWER_BYTES = 1 << 20;

    private final BackendConfig config;
    private final HttpClient http;

    public BackendClient(BackendConfig config) {
        this.config = config;
        this.http = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(config.connectTimeout())
                .build();
    }

    /// Has one photo classified.
    ///
    /// @param photo the bytes of one image file
    public CompletableFuture<Reply> predict(byte[] photo) {
        var form = new PhotoForm(photo);
        var request = to("/predict", config.answerTimeout())
                .header("Content-Type", form.contentType())
                .POST(form.body())
                .build();
        return ask(request, ReplyReader::read);
    }

    public CompletableFuture<BackendState> health() {
        return ask(to("/health", config.healthInterval()).build(), HealthReader::read);
    }

    private HttpRequest.Builder to(String path, Duration timeout) {
        var request = HttpRequest.newBuilder(config.at(path)).timeout(timeout);
        return config.key().isEmpty() ? request : request.header("X-API-Key", config.key());
    }

    private <T> CompletableFuture<T> ask(
            HttpRequest request, BiFunction<@Nullable HttpResponse<byte[]>, @Nullable Throwable, T> read) {
        var exchange = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
        CompletableFuture<T> answer = exchange.handle(read);
        // A dependent future does not pass its cancellation on by itself.
        var _ = answer.whenComplete((_, _) -> {
            if (answer.isCancelled()) {
                exchange.cancel(true);
            }
        });
        return answer;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
