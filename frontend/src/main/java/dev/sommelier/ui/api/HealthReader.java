package dev.sommelier.ui.api;

import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/// Turns the answer of `/health` into a [BackendState].
final class HealthReader {
    private HealthReader() {}

    static BackendState read(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
        if (response == null) {
            return new BackendState.Away();
        }
        return switch (response.statusCode()) {
            case 200 ->
                AnswerJson.model(response.body())
                        .<BackendState>map(BackendState.Up::new)
                        .orElseGet(BackendState.Away::new);
            case 503 -> new BackendState.NotReady();
            default -> new BackendState.Away();
        };
    }
}
