package dev.sommelier.predict;

import static dev.sommelier.predict.UploadTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import dev.sommelier.inference.Classification;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.ConnectException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class OperateTest {

    private final Service service = new Service();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void showsEveryFigureThatDashboardsRead() {
        service.classifier.waiting = 3;
        service.predict("");
        service.predict("?top=0");
        service.send(service.request("/predict").method("BREW", BodyPublishers.noBody()));
        String metrics = service.get("/metrics").body();
        assertThat(metrics)
                .contains("sommelier_stage_seconds_bucket{stage=\"queue\",le=\"0.001\"} 1")
                .contains("sommelier_stage_seconds_count{stage=\"decode\"} 1")
                .contains("sommelier_stage_seconds_sum{stage=\"inference\"} 0.048")
                .contains("sommelier_photo_seconds_bucket{le=\"0.5\"} 1")
                .contains("sommelier_photo_seconds_sum 0.05366")
                .contains("sommelier_refusals_total{reason=\"bad-request\"} 1.0")
                .contains("sommelier_refusals_total{reason=\"overloaded\"} 0.0")
                .contains("sommelier_predictions_total{class=\"wine\"} 1.0")
                .contains("sommelier_predictions_total{class=\"beer\"} 0.0")
                .contains("sommelier_in_flight 0.0")
                .contains("sommelier_in_flight_bytes 0.0")
                .contains("sommelier_queue_depth 3.0")
                .contains("vertx_http_server_requests_total{code=\"200\",method=\"POST\",route=\"/predict\"} 1.0")
                .contains("method=\"other\"")
                .doesNotContain("BREW")
                .contains(
                        "vertx_http_server_response_time_seconds_bucket{code=\"200\",method=\"POST\",route=\"/predict\"")
                .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "jvm_classes_loaded_classes")
                .contains("process_cpu_usage", "process_uptime_seconds", "process_files_open_files")
                .containsPattern("process_resident_memory_bytes [0-9.E]+");
    }

    @Test
    void countsOverloadsByTheirReason() {
        service.classifier.capacity = 0;
        service.predict("");
        service.classifier.capacity = 1;
        for (String reason : new String[] {"deadline", "deadline", "out of wine"}) {
            service.classifier.answer = (photo, abandoned) ->
                    Future.failedFuture(new Failure.Overloaded(reason, "Come again.", Duration.ofSeconds(1)));
            assertThat(service.predict("").statusCode()).isEqualTo(503);
        }
        assertThat(service.get("/metrics").body())
                .contains("sommelier_refusals_total{reason=\"queue-full\"} 1.0")
                .contains("sommelier_refusals_total{reason=\"deadline\"} 2.0")
                .contains("sommelier_refusals_total{reason=\"draining\"} 0.0")
                .contains("sommelier_refusals_total{reason=\"bytes-in-flight\"} 0.0")
                .contains("sommelier_refusals_total{reason=\"requests-in-flight\"} 0.0")
                .contains("sommelier_refusals_total{reason=\"overloaded\"} 1.0")
                .doesNotContain("out of wine");
    }

    @Test
    void handsOutItsContract() {
        var answer = service.get("/openapi.yaml");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/yaml");
        Map<String, Object> contract = new Yaml().load(answer.body());
        assertThat(contract).containsEntry("openapi", "3.1.0");
        assertThat(answer.body()).contains("image/*", "application/problem+json");
    }

    @Test
    void showsTheContractAsPagesWithNothingFromElsewhere() {
        assertThat(service.get("/docs").headers().firstValue("location")).hasValue("docs/");
        assertThat(service.get("/").headers().firstValue("location")).hasValue("docs/");
        var page = service.get("/docs/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("swagger-ui").doesNotContain("http://", "https://");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("default-src 'self'");
        assertThat(service.get("/docs/swagger-initializer.js").body()).contains("../openapi.yaml");
        assertThat(service.get("/docs/swagger-ui-bundle.js").body()).hasSizeGreaterThan(1_000_000);
    }

    @Test
    void answersHeadLikeGetWithoutABody() {
        for (String path : new String[] {"/health", "/health/ready", "/openapi.yaml", "/docs/", "/models/current"}) {
            var answer = service.send(service.request(path).HEAD());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void stopsInOrder() {
        Promise<Classification> classification = Promise.promise();
        service.classifier.answer = (photo, abandoned) -> classification.future();
        try (Wire inFlight = service.wire();
                Wire late = service.wire();
                Wire probe = service.wire()) {
            inFlight.head("POST /predict HTTP/1.1", "Content-Type: image/png", "Content-Length: 5")
                    .send("photo");
            eventually(() -> service.classifier.inFlight() == 1);
            // A connection with nothing on it might be closed by then.
            probe.send("GET /heal");
            late.send("POST /pred");
            Future<Void> closed = service.server.close();

            service.awaitDraining();
            probe.head("th HTTP/1.1");
            late.head("ict HTTP/1.1", "Content-Type: image/png", "Content-Length: 5")
                    .send("photo");
            Wire.Answer told = probe.answer();
            assertThat(told.status()).isEqualTo(503);
            assertThat(told.head()).contains("connection: close");
            assertThat(told.body()).contains("stopping");
            Wire.Answer refused = late.answer();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.head()).contains("connection: close").contains("retry-after: ");
            assertThat(refused.body()).contains("The server is stopping");
            assertThat(late.closedByServer()).isTrue();
            assertThat(service.get("/metrics").body()).contains("sommelier_refusals_total{reason=\"draining\"} 1.0");
            assertThat(closed.isComplete()).isFalse();

            classification.complete(FakeClassifier.wine());
            Wire.Answer last = inFlight.answer();
            assertThat(last.status()).isEqualTo(200);
            assertThat(last.head()).contains("connection: close");
            closed.await();
        }
        assertThatThrownBy(service::wire).hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void staysQuickWhileClassifiersAndClientsAreSlow() {
        service.classifier.answer =
                (photo, abandoned) -> Promise.<Classification>promise().future();
        try (Wire waiting = service.wire();
                Wire trickling = service.wire()) {
            waiting.head("POST /predict HTTP/1.1", "Content-Type: image/png", "Content-Length: 5")
                    .send("photo");
            trickling.head("POST /predict HTTP/1.1", "Content-Type: image/png", "Content-Length: 50");
            eventually(() -> service.classifier.inFlight() == 1 && service.bytesInFlight() == 55);
            long start = System.nanoTime();
            for (int i = 0; i < 20; i++) {
                assertThat(service.get("/health/live").statusCode()).isEqualTo(200);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }
    }
}
