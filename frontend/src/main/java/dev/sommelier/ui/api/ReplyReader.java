package dev.sommelier.ui.api;

import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Turns what came over HTTP into a [Reply].
final class ReplyReader {
    private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(2);

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
        if (status == 200) {
            return classified(response.body());
        }
        String detail = AnswerJson.detail(response.body(), status);
        if (status == 429 || status == 503) {
            return new Reply.Busy(detail, pause(response));
        }
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
