package dev.sommelier.ui.api;

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

    static HttpRequest.Builder keyed(HttpRequest.Builder request, String key) {
        return key.isEmpty() ? request : request.header("X-API-Key", key);
    }
}
