package dev.sommelier.ui.api;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
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

    private <T> CompletableFuture<Managed<T>> ask(
            ApiPath path, String callKey, UnaryOperator<HttpRequest.Builder> method, BodyReader<T> reader) {
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
        return exchange.ask(
                method.apply(Exchange.keyed(request, sent)).build(),
                config.maxAnswerBytes(),
                new ManagedReader<>(reader)::read);
    }
}
