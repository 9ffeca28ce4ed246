package dev.sommelier.ui.api;

import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Turns what came over HTTP into a [Reply].
final class ReplyReader {
    private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(2);
    // The backend's own words for these are for whoever calls it. Who has only opened the page can change neither.
    private static final String NOT_ALLOWED =
            "This page may not use the classifier: its key is missing or wrong. Tell whoever runs it.";
    private static final String NOT_FOUND =
            "This page does not find the classifier at the address it was given. Tell whoever runs it.";

    private ReplyReader() {}

    static Reply read(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
        return response == null ? withoutAnswer(failure) : answered(response);
    }

    private static Reply withoutAnswer(@Nullable Throwable failure) {
        Throwable cause = failure != null && failure.getCause() != null ? failure.getCause() : failure;
        boolean slow = cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException);
        return slow
                ? new Reply.Failed("The classifier took too long over this photo. Try again.")
                : new Reply.Unreachable();
    }

    private static Reply answered(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        return switch (status) {
            case 200 -> classified(response.body());
            case 401, 403 -> new Reply.Failed(NOT_ALLOWED);
            case 404, 405 -> new Reply.Failed(NOT_FOUND);
            case 408 -> new Reply.Busy("This photo did not reach the classifier in time.", pause(response));
            case 429, 503 -> new Reply.Busy(AnswerJson.detail(response.body(), status), pause(response));
            default -> withoutClass(status, AnswerJson.detail(response.body(), status));
        };
    }

    private static Reply withoutClass(int status, String detail) {
        return status >= 400 && status < 500 ? new Reply.Refused(detail) : new Reply.Failed(detail);
    }

    private static Reply classified(byte[] body) {
        return AnswerJson.prediction(body)
                .<Reply>map(Reply.Classified::new)
                .orElseGet(() -> new Reply.Failed("The classifier's answer could not be understood. Try again."));
    }

    /// `Retry-After` in seconds; a date or nonsense counts as not given.
    private static Duration pause(HttpResponse<byte[]> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(DEFAULT_PAUSE);
    }
}
