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
        return slow ? new Reply.Failed(Sentences.of("common.answer.slow")) : new Reply.Unreachable();
    }

    private static Reply answered(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        return switch (status) {
            case 200 -> classified(response);
            // The backend's own words for these are for whoever calls it. Who has only opened the page can change
            // neither.
            case 401, 403 -> new Reply.Failed(Sentences.of("common.answer.not-allowed"));
            case 404, 405 -> new Reply.Failed(Sentences.of("common.answer.not-found"));
            case 408 -> new Reply.Busy(Sentences.of("common.answer.late"), pause(response));
            case 429, 503 -> new Reply.Busy(detail(response), pause(response));
            default -> withoutClass(status, detail(response));
        };
    }

    private static String detail(HttpResponse<byte[]> response) {
        return AnswerJson.detail(response.body())
                .orElseGet(() -> Sentences.of("common.answer.no-reason", Integer.toString(response.statusCode())));
    }

    private static Reply withoutClass(int status, String detail) {
        return status >= 400 && status < 500 ? new Reply.Refused(detail) : new Reply.Failed(detail);
    }

    private static Reply classified(HttpResponse<byte[]> response) {
        var time = response.headers().firstValue("Server-Timing").flatMap(ServerTiming::total);
        return AnswerJson.prediction(response.body())
                .map(prediction -> prediction.after(time))
                .<Reply>map(Reply.Classified::new)
                .orElseGet(() -> new Reply.Failed(Sentences.of("common.answer.unclear")));
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
