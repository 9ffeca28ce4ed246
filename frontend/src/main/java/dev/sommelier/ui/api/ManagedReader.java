package dev.sommelier.ui.api;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns what came over HTTP from the management port into a [Managed].
record ManagedReader<T>(BodyReader<T> body) {
    private static final Logger LOG = LoggerFactory.getLogger(ManagedReader.class);

    Managed<T> read(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
        return response == null ? withoutAnswer(failure) : answered(response);
    }

    private static <T> Managed<T> withoutAnswer(@Nullable Throwable failure) {
        Throwable cause = failure != null && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case HttpConnectTimeoutException _, ConnectException _ -> new Managed.Unreachable<>();
            case HttpTimeoutException _ -> new Managed.Failed<>(Sentences.of("common.managed.slow"));
            case null, default -> new Managed.Failed<>(Sentences.of("common.managed.broke-off"));
        };
    }

    private Managed<T> answered(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return understood(response.body())
                    .<Managed<T>>map(Managed.Got::new)
                    .orElseGet(() -> new Managed.Failed<>(Sentences.of("common.managed.unclear")));
        }
        String detail = AnswerJson.detail(response.body())
                .orElseGet(() -> Sentences.of("common.managed.no-reason", Integer.toString(status)));
        return switch (status) {
            case 401, 403 -> new Managed.NotAllowed<>(detail);
            case 404 -> new Managed.NotThere<>(detail);
            default -> status >= 400 && status < 500 ? new Managed.Refused<>(detail) : new Managed.Failed<>(detail);
        };
    }

    private Optional<T> understood(byte[] answer) {
        try {
            return body.read(answer);
        } catch (RuntimeException unexpected) {
            LOG.warn("An answer of the management port could not be read", unexpected);
            return Optional.empty();
        }
    }
}
