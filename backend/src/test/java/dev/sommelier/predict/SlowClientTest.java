package dev.sommelier.predict;

import static dev.sommelier.predict.UploadTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.http.ConnectionLimits;
import dev.sommelier.http.HttpConfig;
import dev.sommelier.http.LoadLimits;
import dev.sommelier.http.Security;
import io.vertx.core.Future;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Connections that cost something and never ask for anything.
class SlowClientTest {

    private static final String LIVE = "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final int MOST = 5;

    private final Service service = new Service(config(Duration.ofSeconds(60)));
    private final List<Wire> wires = new ArrayList<>();

    @AfterEach
    void close() {
        wires.forEach(Wire::close);
        service.close();
    }

    @Test
    void closesAConnectionWhoseHeadersDrip() {
        assertCut(wire().send("GET /health/live HTTP/1.1\r\n"));
        assertThat(metrics()).contains("sommelier_connections_cut_total{reason=\"slow-headers\"} 1.0");
    }

    @Test
    void closesAConnectionWhoseLaterHeadersDrip() {
        Wire wire = wire().send(LIVE);
        assertThat(wire.answer().status()).isEqualTo(200);
        assertCut(wire.send("GET /health/live HTTP/1.1\r\n"));
    }

    @Test
    void closesAConnectionThatSaysNothing() {
        long start = System.nanoTime();
        assertThat(wire().closedByServer()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void keepsAConnectionBetweenRequestsUntilItIsIdleTooLong() throws InterruptedException {
        try (Service idle = new Service(config(Duration.ofSeconds(3)));
                Wire wire = idle.wire()) {
            for (int i = 0; i < 2; i++) {
                assertThat(wire.send(LIVE).answer().status()).isEqualTo(200);
                Thread.sleep(TIMEOUT.plusMillis(300));
            }
            assertThat(wire.send(LIVE).answer().status()).isEqualTo(200);
            long start = System.nanoTime();
            assertThat(wire.closedByServer()).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(8));
        }
    }

    @Test
    void givesABodyMoreTimeThanTheHeaders() throws InterruptedException {
        Wire wire = wire().head("POST /predict HTTP/1.1", "Content-Type: image/jpeg", "Content-Length: 5");
        Thread.sleep(TIMEOUT.plusMillis(500));
        assertThat(wire.send("photo").answer().status()).isEqualTo(200);
    }

    @Test
    void cutsNoAnswerOffForWhatTheClientSendsMeanwhile() throws InterruptedException {
        service.classifier.answer = (photo, gone) -> Future.fromCompletionStage(CompletableFuture.supplyAsync(
                () -> FakeClassifier.wine(Optional.empty()),
                CompletableFuture.delayedExecutor(TIMEOUT.toMillis() + 500, TimeUnit.MILLISECONDS)));
        Wire wire = wire().head("POST /predict HTTP/1.1", "Content-Type: image/jpeg", "Content-Length: 5")
                .send("photo");
        Thread.sleep(300);
        wire.send("\r\nGET");
        assertThat(wire.answer().status()).isEqualTo(200);
        assertThat(wire.closedByServer()).as("its next headers never come").isTrue();
    }

    @Test
    void answersRequestsThatComeInOnePieceAndInManyPieces() {
        Wire wire = wire().send(LIVE + LIVE + LIVE.substring(0, 9));
        assertThat(wire.answer().status()).isEqualTo(200);
        assertThat(wire.answer().status()).isEqualTo(200);
        assertThat(wire.send(LIVE.substring(9)).answer().status()).isEqualTo(200);
    }

    @Test
    void closesOneConnectionTooManyAtOnceAndNoneOfTheOthers() {
        List<Wire> open = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            open.add(wire());
            assertThat(open.getLast().send(LIVE).answer().status()).isEqualTo(200);
        }
        assertThat(wire().closedByServer()).isTrue();
        for (Wire wire : open) {
            assertThat(wire.send(LIVE).answer().status()).isEqualTo(200);
        }
        assertThat(metrics())
                .as("the management port has room of its own")
                .contains("sommelier_connections_cut_total{reason=\"too-many\"} 1.0");
        open.getFirst().close();
        eventually(() -> {
            try (Wire next = service.wire()) {
                return next.send(LIVE).answers();
            }
        });
    }

    @Test
    void saysWhichPartOfTheHeadIsTooLong() {
        Wire.Answer line = wire().head("GET /health/live?x=" + "x".repeat(8200) + " HTTP/1.1")
                .answer();
        assertThat(line.status()).isEqualTo(414);
        assertThat(line.head()).contains("application/problem+json").contains("connection: close");
        assertThat(line.body()).contains("/problems/uri-too-long").contains("longer than 8,192 bytes");
        Wire.Answer headers = wire().head("GET /health/live HTTP/1.1", "X-Pad: " + "x".repeat(17_000))
                .answer();
        assertThat(headers.status()).isEqualTo(431);
        assertThat(headers.body()).contains("/problems/headers-too-large").contains("larger than 16,384 bytes");
        assertThat(wire().head("GET /health/live?x=" + "x".repeat(8000) + " HTTP/1.1", "X-Pad: " + "x".repeat(16_000))
                        .answer()
                        .status())
                .isEqualTo(200);
    }

    /// The connection drops while bytes still come in, within the time and not much later.
    private static void assertCut(Wire wire) {
        long start = System.nanoTime();
        try {
            for (int i = 0; i < 100; i++) {
                wire.send("X-" + i + ": y\r\n");
                Thread.sleep(100);
            }
        } catch (UncheckedIOException cut) {
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(TIMEOUT.minusMillis(100), Duration.ofSeconds(5));
            return;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("the connection was never cut");
    }

    private Wire wire() {
        wires.add(service.wire());
        return wires.getLast();
    }

    private String metrics() {
        return service.get("/metrics").body();
    }

    private static HttpConfig config(Duration idle) {
        HttpConfig plain = new HttpConfig(
                "127.0.0.1",
                0,
                Service.MAX_BODY,
                idle,
                Duration.ofSeconds(10),
                Duration.ofSeconds(5),
                List.of(),
                0,
                1,
                new LoadLimits(1 << 20, 0, 64, 0));
        return plain.with(new Security(
                Security.plain().management(), null, null, List.of(), new ConnectionLimits(TIMEOUT, MOST)));
    }
}
