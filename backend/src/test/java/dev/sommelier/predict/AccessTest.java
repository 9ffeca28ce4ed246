package dev.sommelier.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessTest {

    @Test
    void letsNobodyInWithoutAKnownKey() {
        try (Service service = new Service(Service.config(List.of(sha256("red"), sha256("white")), 0, 1))) {
            var none = service.predict("");
            assertThat(none.statusCode()).isEqualTo(401);
            assertThat(none.headers().firstValue("www-authenticate")).hasValue("Bearer");
            assertThat(none.body()).contains("/problems/unauthorized").contains("request_id");
            assertThat(status(service, "Authorization", "Bearer rosé")).isEqualTo(401);
            assertThat(status(service, "Authorization", "Basic red")).isEqualTo(401);
            assertThat(status(service, "X-API-Key", sha256("red"))).isEqualTo(401);
            assertThat(service.get("/models/current").statusCode()).isEqualTo(401);
            assertThat(service.get("/models/current/").statusCode()).isEqualTo(401);
            assertThat(status(service, "Authorization", "bearer red")).isEqualTo(200);
            assertThat(status(service, "X-API-Key", "white")).isEqualTo(200);
        }
    }

    @Test
    void asksForTheKeyBeforeAnythingElse() {
        try (Service service = new Service(Service.config(List.of(sha256("red")), 0, 1))) {
            assertThat(service.predict("?top=0").statusCode()).isEqualTo(401);
            service.classifier.capacity = 0;
            assertThat(service.predict("").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void leavesProbesMetricsAndDocumentationOpen() {
        try (Service service = new Service(Service.config(List.of(sha256("red")), 0, 1))) {
            for (String path : List.of(
                    "/health",
                    "/health/live",
                    "/health/ready",
                    "/metrics",
                    "/openapi.yaml",
                    "/docs/",
                    "/problems/internal")) {
                assertThat(service.get(path).statusCode()).as(path).isEqualTo(200);
            }
        }
    }

    @Test
    void slowsDownAClientThatIsTooFast() {
        try (Service service = new Service(Service.config(List.of(), 0.5, 2))) {
            assertThat(service.predict("").statusCode()).isEqualTo(200);
            assertThat(service.predict("").statusCode()).isEqualTo(200);
            var tooFast = service.predict("");
            assertThat(tooFast.statusCode()).isEqualTo(429);
            assertThat(tooFast.headers().firstValue("retry-after")).hasValue("2");
            assertThat(tooFast.body()).contains("/problems/rate-limited").contains("0.5 requests a second");
            assertThat(service.get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void countsEachKeyByItself() {
        try (Service service = new Service(Service.config(List.of(sha256("red"), sha256("white")), 0.1, 1))) {
            assertThat(status(service, "X-API-Key", "red")).isEqualTo(200);
            assertThat(status(service, "X-API-Key", "red")).isEqualTo(429);
            assertThat(status(service, "X-API-Key", "white")).isEqualTo(200);
        }
    }

    static int status(Service service, String header, String value) {
        return service.send(service.photo("").header(header, value)).statusCode();
    }

    static String sha256(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
