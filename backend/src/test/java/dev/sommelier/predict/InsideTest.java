package dev.sommelier.predict;

import static dev.sommelier.predict.AccessTest.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.failure.Failure;
import dev.sommelier.http.HttpConfig;
import dev.sommelier.http.LoadLimits;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Nothing of the inside is in an answer.
class InsideTest {

    private static final Pattern INSIDE = Pattern.compile(
            "Exception|Throwable|\\tat |\\.java|\\.class\\b|\\b(dev|io|java|javax|org|com|sun)\\.[a-z]+\\."
                    + "|netty|vertx|sommelier\\.(http|predict)|(/|\\\\)(tmp|home|root|var|usr|etc|opt)\\b|secret",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern COUNTED =
            Pattern.compile("sommelier_refusals_total\\{reason=\"([a-z-]+)\"} ([0-9.]+)");

    private final List<String> answers = new ArrayList<>();
    private final List<Service> services = new ArrayList<>();

    @AfterEach
    void close() {
        services.forEach(Service::close);
    }

    @Test
    void noProblemShowsAPathAClassOrAStackTrace() throws Exception {
        Service service = service(sha256("red"), 0);
        refuseRequests(service);
        refuseHeads(service);
        failInside(service);
        Service limited = service(sha256("red"), 0.001);
        ask(limited, "/predict");
        ask(limited, "/predict");

        Set<String> provoked = new TreeSet<>(counted(service, true));
        provoked.addAll(counted(limited, true));
        assertThat(provoked).as("every reason to refuse").containsAll(counted(service, false));
        assertThat(answers).hasSizeGreaterThan(30).allSatisfy(answer -> {
            assertThat(answer).contains("/problems/");
            assertThat(INSIDE.matcher(answer).results().map(found -> found.group()))
                    .as(answer)
                    .isEmpty();
        });
    }

    private void refuseRequests(Service service) {
        for (String path : List.of(
                "/none",
                "/docs/none.js",
                "/docs/..%2f..%2fetc",
                "/problems/none",
                "/%zz",
                "/health/%00",
                "/predict?top=x",
                "/predict?top=0",
                "/predict?explain=7",
                "/models/current/x")) {
            ask(service, path);
        }
        add(service.send(service.request("/predict").POST(BodyPublishers.noBody())));
        add(service.get("/debug"));
        add(service.send(service.request("/debug").header("X-API-Key", "red")));
        add(service.send(service.request("/health").DELETE()));
        for (String type :
                List.of("image/jpeg", "multipart/form-data", "multipart/form-data; boundary=x", "text/plain")) {
            add(service.send(service.request("/predict")
                    .header("X-API-Key", "red")
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofByteArray(new byte[type.startsWith("image") ? Service.MAX_BODY + 1 : 10]))));
        }
        add(service.send(
                service.batch("no archive".getBytes(StandardCharsets.UTF_8)).header("X-API-Key", "red")));
        add(service.send(photo(service).header("X-Request-Timeout-Ms", "soon")));
        add(service.send(photo(service).header("Content-Encoding", "gzip")));
    }

    private void refuseHeads(Service service) {
        for (String head : List.of(
                "GET /" + "x".repeat(9000) + " HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(17_000) + "\r\n\r\n",
                "no http at all\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
                "POST /predict HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "POST /predict HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "POST /predict HTTP/1.1\r\nHost: a\r\nX-API-Key: red\r\nContent-Type: image/png\r\nContent-Length: 9\r\n\r\n")) {
            try (Wire wire = service.wire()) {
                Wire.Answer answer = wire.send(head).answer();
                answers.add(answer.head() + answer.body());
            }
        }
    }

    private void failInside(Service service) {
        Duration second = Duration.ofSeconds(1);
        List<Throwable> causes = new ArrayList<>(List.of(
                new IllegalStateException("secret in /home/somebody/model.onnx"),
                new IOException("/tmp/secret"),
                new StackOverflowError("secret"),
                new Failure.BadBundle("/opt/secret.safetensors", "is damaged"),
                new Failure.BadConfig("secret.key: /etc/secret"),
                new Failure.BadDataset("/home/secret"),
                new Failure.CannotStart("/usr/secret"),
                new Failure.UnreadableImage("The JPEG ends early."),
                new Failure.UnknownVersion("There is no version 7."),
                new Failure.ModelRefused("Version 7 is damaged."),
                new Failure.Conflict("Another version is being activated."),
                new Failure.Overloaded("cork", "Come again.", second)));
        Failure.Overloaded.REASONS.forEach(reason -> causes.add(new Failure.Overloaded(reason, "Later.", second)));
        for (Throwable cause : causes) {
            service.classifier.answer = (photo, gone) -> Future.failedFuture(cause);
            add(service.send(photo(service)));
        }
        service.classifier.answer = (photo, gone) -> {
            throw new IllegalArgumentException("secret");
        };
        add(service.send(photo(service)));
    }

    private void ask(Service service, String path) {
        try (Wire wire = service.wire()) {
            String method = path.startsWith("/predict") ? "POST " : "GET ";
            Wire.Answer answer = wire.head(method + path + " HTTP/1.1", "X-API-Key: red", "Content-Length: 0")
                    .answer();
            answers.add(answer.head() + answer.body());
        }
    }

    private void add(HttpResponse<String> answer) {
        answers.add(answer.headers().map() + answer.body());
    }

    private static HttpRequest.Builder photo(Service service) {
        return service.photo("").header("X-API-Key", "red");
    }

    /// Reasons to refuse that were counted, or all of them.
    private static Set<String> counted(Service service, boolean onlyProvoked) {
        return COUNTED.matcher(service.get("/metrics").body())
                .results()
                .filter(reason -> !onlyProvoked || Double.parseDouble(reason.group(2)) > 0)
                .map(reason -> reason.group(1))
                .collect(Collectors.toSet());
    }

    private Service service(String hash, double rate) {
        HttpConfig config = new HttpConfig(
                "127.0.0.1",
                0,
                Service.MAX_BODY,
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                List.of(hash),
                rate,
                1,
                new LoadLimits(1 << 20, 0, 64, 0));
        services.add(new Service(config));
        return services.getLast();
    }
}
