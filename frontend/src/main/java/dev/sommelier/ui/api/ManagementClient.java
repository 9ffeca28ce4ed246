package dev.sommelier.ui.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Asks the backend's management port. As with [BackendClient] nothing blocks, no future fails, and cancelling one ends
/// the call.
public final class ManagementClient {
    /// A header holds nothing else, and a key is typed by hand.
    private static final Pattern SENDABLE = Pattern.compile("[\\x20-\\x7e]*");

    private final ManagementConfig config;
    private final String key;
    private final Exchange exchange;

    /// @param key sent where a call brings none
    ManagementClient(ManagementConfig config, String key, Exchange exchange) {
        this.config = config;
        this.key = key;
        this.exchange = exchange;
    }

    /// Whether there is a management address at all; where not, every call answers [Managed.Off].
    public boolean isOff() {
        return config.off();
    }

    public <T> CompletableFuture<Managed<T>> get(ApiPath path, BodyReader<T> reader) {
        return get(path, "", reader);
    }

    /// @param callKey for this one call; empty: that of the settings
    public <T> CompletableFuture<Managed<T>> get(ApiPath path, String callKey, BodyReader<T> reader) {
        return ask(path, callKey, HttpRequest.Builder::GET, reader);
    }

    /// @param callKey for this one call; empty: that of the settings
    public <T> CompletableFuture<Managed<T>> post(ApiPath path, JsonNode body, String callKey, BodyReader<T> reader) {
        var json = BodyPublishers.ofString(body.toString());
        return ask(
                path,
                callKey,
                request -> request.header("Content-Type", "application/json").POST(json),
                reader);
    }

    /// Has a file made, without sending it.
    ///
    /// @return its bytes; 0 where the backend does not say
    public CompletableFuture<Managed<Long>> prepare(ApiPath path, String callKey) {
        return ask(
                path,
                callKey,
                HttpRequest.Builder::HEAD,
                (response, failure) -> response != null && response.statusCode() == 200
                        ? new Managed.Got<>(response.headers()
                                .firstValueAsLong("Content-Length")
                                .orElse(0))
                        : new ManagedReader<Long>(_ -> Optional.empty()).read(response, failure));
    }

    /// Opens a file to be passed on as it comes. Waits for its beginning: not for a thread that holds a page's lock.
    ///
    /// @param callKey for this one call
    /// @return for the caller to close
    /// @throws IOException if it is refused, or nothing answers
    public InputStream open(ApiPath path, String callKey) throws IOException {
        if (config.off() || !SENDABLE.matcher(callKey).matches()) {
            throw new IOException("the management port cannot be asked");
        }
        var request = Exchange.keyed(
                        HttpRequest.newBuilder(Setting.at(config.base(), path.text()))
                                .timeout(config.answerTimeout()),
                        callKey.isBlank() ? key : callKey.strip())
                .build();
        return exchange.open(request);
    }

    private <T> CompletableFuture<Managed<T>> ask(
            ApiPath path, String callKey, UnaryOperator<HttpRequest.Builder> method, BodyReader<T> reader) {
        return ask(path, callKey, method, new ManagedReader<>(reader)::read);
    }

    private <T> CompletableFuture<Managed<T>> ask(
            ApiPath path,
            String callKey,
            UnaryOperator<HttpRequest.Builder> method,
            BiFunction<@Nullable HttpResponse<byte[]>, @Nullable Throwable, Managed<T>> read) {
        String sent = callKey.isBlank() ? key : callKey.strip();
        if (config.off()) {
            return CompletableFuture.completedFuture(new Managed.Off<>());
        }
        if (!SENDABLE.matcher(sent).matches()) {
            return CompletableFuture.completedFuture(
                    new Managed.NotAllowed<>(Sentences.of("common.managed.key-unusable")));
        }
        var request =
                HttpRequest.newBuilder(Setting.at(config.base(), path.text())).timeout(config.answerTimeout());
        return exchange.ask(method.apply(Exchange.keyed(request, sent)).build(), config.maxAnswerBytes(), read);
    }
}
