package dev.sommelier.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/// On a terminal the prompt comes after an answer, and must not stick to it.
class LastLineTest {

    @Test
    void everyAnswerInJsonEndsItsLine() {
        try (Service service = new Service()) {
            for (String path : List.of(
                    "/health",
                    "/health/live",
                    "/health/ready",
                    "/models/current",
                    "/problems/internal",
                    "/v2",
                    "/v2/health/live",
                    "/v2/models/drinks",
                    "/v2/models/drinks/ready",
                    "/ping",
                    "/nothing",
                    "/v2/nothing")) {
                assertEnds(service.send(service.request(path)));
            }
            assertEnds(service.predict("?explain=true"));
            assertEnds(service.predict("?top=0"));
            assertEnds(service.send(service.batch(Form.withFile("file", new byte[] {1}))));
            assertEnds(service.send(post(service, "/predictions/drinks")));
            assertEnds(service.send(post(service, "/v2/models/drinks/infer")));
        }
    }

    private static HttpRequest.Builder post(Service service, String path) {
        return service.request(path).POST(BodyPublishers.ofString("photo"));
    }

    private static void assertEnds(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("content-type").orElseThrow()).contains("json");
        assertThat(answer.body()).as(answer.uri().getPath()).endsWith("}\n").doesNotEndWith("\n\n");
    }
}
