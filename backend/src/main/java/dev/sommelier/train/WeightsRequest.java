package dev.sommelier.train;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks a server for a file, or for what is still missing of it.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-range-requests">range requests</a>
final class WeightsRequest {
    private static final int MAX_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18})");

    private final HttpClient client;
    private final DownloadConfig config;

    /// Of the JVM's proxy settings the client knows by itself.
    WeightsRequest(HttpClient client, DownloadConfig config) {
        this.client = client;
        this.config = config;
    }

    /// Adds what is missing to the part that is there, or starts it again if the file has changed since.
    ///
    /// @throws RefusedDownload if it is no use to ask again
    void complete(URI address, String name, PartialFile part) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = ask(address, part);
        try (InputStream body = new SilenceWatch(answer.body(), config.silence())) {
            OptionalLong total = prepare(answer, part);
            if (total.orElse(0) > config.maxBytes()) {
                throw new RefusedDownload("it is larger than " + TransferProgress.mib(config.maxBytes()));
            }
            try (TransferProgress progress = TransferProgress.of(config, name, part.size(), total)) {
                part.append(body, config.maxBytes(), progress);
            }
            if (total.isPresent() && part.size() != total.getAsLong()) {
                throw new IOException("the connection ended early");
            }
        }
    }

    private HttpResponse<InputStream> ask(URI address, PartialFile part) throws IOException, InterruptedException {
        URI next = address;
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            if (next.getHost() == null || !config.allowed().test(next)) {
                throw new RefusedDownload("it leads to %s://%s, and only https is allowed"
                        .formatted(next.getScheme(), next.getAuthority()));
            }
            HttpResponse<InputStream> answer =
                    client.send(request(next, part), HttpResponse.BodyHandlers.ofInputStream());
            if (!REDIRECTS.contains(answer.statusCode())) {
                return answer;
            }
            answer.body().close();
            next = redirect(next, answer);
        }
        throw new RefusedDownload("it leads from one address to the next without end");
    }

    private HttpRequest request(URI address, PartialFile part) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(config.silence())
                .header("User-Agent", "sommelier")
                .header("Accept-Encoding", "identity");
        if (!part.version().isEmpty()) {
            request.header("Range", "bytes=%d-".formatted(part.size())).header("If-Range", part.version());
        }
        return request.build();
    }

    private static URI redirect(URI from, HttpResponse<?> answer) throws RefusedDownload {
        try {
            return from.resolve(answer.headers().firstValue("Location").orElse(""));
        } catch (IllegalArgumentException e) {
            throw new RefusedDownload("it leads to an address that is none");
        }
    }

    /// @return how large the whole file is, if the server says so
    private static OptionalLong prepare(HttpResponse<?> answer, PartialFile part) throws IOException {
        return switch (answer.statusCode()) {
            case 200 -> {
                part.restart(version(answer));
                yield answer.headers().firstValueAsLong("Content-Length");
            }
            case 206 -> OptionalLong.of(continued(answer, part));
            case 416 -> {
                part.restart("");
                throw new IOException("the server has no more of it");
            }
            default -> throw new RefusedDownload("the server answers with status %d".formatted(answer.statusCode()));
        };
    }

    private static long continued(HttpResponse<?> answer, PartialFile part) throws IOException {
        Matcher range =
                RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
        if (range.matches() && Long.parseLong(range.group(1)) == part.size()) {
            return Long.parseLong(range.group(2));
        }
        part.restart("");
        throw new IOException("the server sent another part than asked for");
    }

    /// A weak entity tag may stand for other bytes.
    private static String version(HttpResponse<?> answer) {
        return answer.headers()
                .firstValue("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> answer.headers().firstValue("Last-Modified"))
                .orElse("");
    }
}
