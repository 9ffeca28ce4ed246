package dev.sommelier.ui.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// One question over HTTP: bounded, cancellable, and answered whatever happens.
record Exchange(HttpClient http) {
    /// @param longest bytes of an answer; one with more counts as a failed call
    /// @param read gets either an answer or what went wrong
    <T> CompletableFuture<T> ask(
            HttpRequest request,
            long longest,
            BiFunction<@Nullable HttpResponse<byte[]>, @Nullable Throwable, T> read) {
        var exchange = http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), longest));
        CompletableFuture<T> answer = exchange.handle(read);
        // A dependent future does not pass its cancellation on by itself.
        var _ = answer.whenComplete((_, _) -> {
            if (answer.isCancelled()) {
                exchange.cancel(true);
            }
        });
        return answer;
    }

    /// @return the body of an answer with status 200, for the caller to close
    InputStream open(HttpRequest request) throws IOException {
        try {
            var response = http.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                response.body().close();
                throw new IOException("status %d".formatted(response.statusCode()));
            }
            return response.body();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    static HttpRequest.Builder keyed(HttpRequest.Builder request, String key) {
        return key.isEmpty() ? request : request.header("X-API-Key", key);
    }
}
