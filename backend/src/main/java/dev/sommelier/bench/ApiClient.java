package dev.sommelier.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// Sends photos to `POST /predict` as a browser's form does, and reads the answers. Thread-safe.
///
/// @param http keeps connections open between requests
/// @param predict the whole address
record ApiClient(HttpClient http, URI predict) {
    private static final String BOUNDARY = "sommelier-bench-f3a1c5";

    private static final byte[] HEAD = ("--" + BOUNDARY
                    + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"photo\""
                    + "\r\nContent-Type: application/octet-stream\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    private static final byte[] TAIL = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII);

    /// Bytes of a form around its photo.
    static final int FRAMING = HEAD.length + TAIL.length;

    /// Far over any deadline that answers are given by: a server that broke must not hold the window up for ever.
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /// @param threads of which the client takes all of its own, so that their time is known
    static ApiClient open(URI api, CountedThreads threads) throws InterruptedException {
        HttpClient http = threads.on(() -> HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(HttpClient.Builder.NO_PROXY)
                .executor(threads.pool())
                .build());
        return new ApiClient(http, api.resolve("/predict"));
    }

    /// @return what is wrong with the answer; empty if nothing is
    Optional<String> ask(byte[] photo) throws InterruptedException {
        try {
            return AnswerCheck.fault(http.send(request(photo), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            return Optional.of("no answer: " + e);
        }
    }

    private HttpRequest request(byte[] photo) {
        return HttpRequest.newBuilder(predict)
                .timeout(LONGEST)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.concat(
                        BodyPublishers.ofByteArray(HEAD),
                        BodyPublishers.ofByteArray(photo),
                        BodyPublishers.ofByteArray(TAIL)))
                .build();
    }
}
