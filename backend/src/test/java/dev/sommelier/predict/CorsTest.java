package dev.sommelier.predict;

import static dev.sommelier.predict.AccessTest.sha256;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.http.Security;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CorsTest {

    private static final String PAGE = "https://page.example";

    @Test
    void answersWhatABrowserAsksBeforeWithoutAKey() {
        try (Service service = service(List.of(PAGE, "http://localhost:8501"));
                Wire wire = service.wire()) {
            Wire.Answer answer = preflight(wire, PAGE);
            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.head())
                    .contains("access-control-allow-origin: https://page.example\r\n")
                    .contains("access-control-max-age: 3600")
                    .doesNotContain("allow-credentials");
            assertThat(line(answer, "access-control-allow-methods")).contains("get", "head", "post", "put");
            assertThat(line(answer, "access-control-allow-headers"))
                    .contains("authorization", "x-api-key", "content-type", "x-request-id", "x-request-timeout-ms")
                    .contains("inference-header-content-length");
        }
    }

    @Test
    void handsAnswersAndRefusalsToAPageOfASetOrigin() {
        try (Service service = service(List.of(PAGE, "http://localhost:8501"))) {
            var answer = service.send(service.photo("").header("Origin", PAGE).header("X-API-Key", "red"));
            var refused = service.send(service.photo("").header("Origin", PAGE));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(refused.statusCode()).isEqualTo(401);
            for (var each : List.of(answer, refused)) {
                assertThat(each.headers().firstValue("access-control-allow-origin"))
                        .hasValue(PAGE);
                assertThat(each.headers().firstValue("vary")).hasValue("origin");
                assertThat(each.headers()
                                .firstValue("access-control-expose-headers")
                                .orElseThrow())
                        .contains("X-Request-Id", "Retry-After", "Server-Timing", "X-Cache")
                        .contains("Inference-Header-Content-Length");
            }
        }
    }

    @Test
    void tellsOtherPagesNothingButRefusesNobody() {
        try (Service service = service(List.of(PAGE));
                Wire wire = service.wire()) {
            for (String other : List.of("https://page.example.evil", "http://page.example", "null", "cork")) {
                var answer =
                        service.send(service.photo("").header("Origin", other).header("X-API-Key", "red"));
                assertThat(answer.statusCode())
                        .as("the same origin asks so, too")
                        .isEqualTo(200);
                assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-origin");
                Wire.Answer asked = preflight(wire, other);
                assertThat(asked.status()).isEqualTo(405);
                assertThat(asked.head()).doesNotContain("access-control-");
            }
        }
    }

    @Test
    void handsAnswersToAllPagesIfItIsToldSo() {
        try (Service service = service(List.of("*"));
                Wire wire = service.wire()) {
            assertThat(preflight(wire, PAGE).head()).contains("access-control-allow-origin: *");
            assertThat(preflight(wire, "null").head()).contains("access-control-allow-origin: *");
            assertThat(preflight(wire, "cork").status()).isEqualTo(405);
        }
    }

    @Test
    void isOffByDefaultAndOnTheManagementPort() {
        try (Service off = new Service();
                Service on = service(List.of("*"));
                Wire wire = off.wire();
                Wire managing = new Wire(on.server.managementPort())) {
            assertThat(preflight(wire, PAGE).head()).doesNotContain("access-control-");
            assertThat(managing.head("GET /metrics HTTP/1.1", "Origin: " + PAGE)
                            .answer()
                            .head())
                    .doesNotContain("access-control-");
        }
    }

    private static Wire.Answer preflight(Wire wire, String origin) {
        return wire.head(
                        "OPTIONS /predict HTTP/1.1",
                        "Origin: " + origin,
                        "Access-Control-Request-Method: POST",
                        "Access-Control-Request-Headers: x-api-key")
                .answer();
    }

    private static String line(Wire.Answer answer, String header) {
        return answer.head()
                .lines()
                .filter(line -> line.startsWith(header.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow();
    }

    private static Service service(List<String> origins) {
        Security plain = Security.plain();
        return new Service(Service.config(List.of(sha256("red")), 0, 1)
                .with(new Security(plain.management(), null, null, origins, plain.connections())));
    }
}
