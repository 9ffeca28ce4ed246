package dev.sommelier.ui.api;

import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/// Turns the answer of `/feedback` into [Said].
final class SaidReader {
    private SaidReader() {}

    static Said read(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
        if (response == null) {
            return new Said.Refused(Sentences.of("common.feedback.away"));
        }
        return switch (response.statusCode()) {
            case 200 -> new Said.Stored();
            case 401, 403 -> new Said.Refused(Sentences.of("common.answer.not-allowed"));
            case 404 -> new Said.Refused(Sentences.of("common.feedback.forgotten"));
            default ->
                new Said.Refused(AnswerJson.detail(response.body())
                        .orElseGet(() ->
                                Sentences.of("common.feedback.no-reason", Integer.toString(response.statusCode()))));
        };
    }
}
