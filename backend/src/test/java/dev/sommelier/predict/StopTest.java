package dev.sommelier.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.inference.Classification;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A stop on the wire: nobody who got in is left without an answer, and nobody holds it up.
class StopTest {
    private static final String[] PHOTO = {"POST /predict HTTP/1.1", "Content-Type: image/png", "Content-Length: 5"};

    private final Service service = new Service();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void closesTheListenerBeforeItDrains() {
        Promise<Classification> slow = Promise.promise();
        service.classifier.answer = (photo, abandoned) -> slow.future();
        try (Wire inFlight = service.wire()) {
            inFlight.head(PHOTO).send("photo");
            UploadTest.eventually(() -> service.classifier.inFlight() == 1);
            Future<Void> closed = service.server.close();
            UploadTest.eventually(this::letsNobodyIn);
            assertThat(service.get("/metrics").statusCode()).isEqualTo(200);
            assertThat(closed.isComplete()).isFalse();
            slow.complete(FakeClassifier.wine());
            Wire.Answer answer = inFlight.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.head()).contains("connection: close");
            assertThat(inFlight.closedByServer()).isTrue();
            closed.await();
        }
        assertThatThrownBy(() -> service.get("/metrics")).hasRootCauseInstanceOf(IOException.class);
    }

    /// With nothing in flight: the next request of a client that was answered before is on its way.
    @Test
    void refusesTheNextRequestOnAnOpenConnectionAndClosesIt() throws InterruptedException {
        try (Wire kept = service.wire()) {
            assertThat(kept.head("GET /health/live HTTP/1.1").answer().status()).isEqualTo(200);
            kept.send("POST /predict HTTP/1.1\r\nContent-");
            Future<Void> closed = service.server.close();
            service.awaitDraining();
            Thread.sleep(500);
            Wire.Answer refused = kept.head("Type: image/png", "Content-Length: 5")
                    .send("photo")
                    .answer();
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.head()).contains("connection: close");
            assertThat(kept.closedByServer()).isTrue();
            closed.await();
        }
    }

    @Test
    void closesSilentConnectionsSoon() {
        try (Wire never = service.wire();
                Wire once = service.wire()) {
            assertThat(once.head("GET /health/live HTTP/1.1").answer().status()).isEqualTo(200);
            Duration took = stop();
            assertThat(took).isBetween(Duration.ofMillis(350), Duration.ofMillis(1900));
            assertThat(never.closedByServer()).isTrue();
            assertThat(once.closedByServer()).isTrue();
        }
    }

    @Test
    void takesInWhoWaitsAtTheDoor() {
        List<Wire> crowd = new ArrayList<>();
        letSomebodyIn();
        try {
            for (int i = 0; i < 60; i++) {
                crowd.add(service.wire().head("GET /models/current HTTP/1.1"));
            }
            Future<Void> closed = service.server.close();
            assertThat(crowd)
                    .allSatisfy(wire -> assertThat(wire.answer().status()).isIn(200, 503));
            crowd.forEach(Wire::close);
            closed.await();
        } finally {
            crowd.forEach(Wire::close);
        }
    }

    @Test
    void stopsAtOnceIfNobodyEverCame() {
        assertThat(stop()).isLessThan(Duration.ofMillis(350));
        assertThat(letsNobodyIn()).isTrue();
    }

    @Test
    void isNotHeldUpByAClientThatDripsItsHeaders() throws Exception {
        letSomebodyIn();
        try (Wire slow = service.wire()) {
            slow.send("GET /health/live HTTP/1.1\r\nX-Slow: ");
            Thread dripping = Thread.ofVirtual().start(() -> drip(slow));
            assertThat(stop()).isBetween(Duration.ofMillis(1500), Duration.ofMillis(6000));
            assertThat(dripping.join(Duration.ofSeconds(5))).isTrue();
        }
    }

    /// The server knows its listening socket from the first connection on: without one it closes all at once.
    private void letSomebodyIn() {
        try (Wire first = service.wire()) {
            assertThat(first.head("GET /health/live HTTP/1.1").answer().status())
                    .isEqualTo(200);
        }
    }

    private static void drip(Wire slow) {
        try {
            while (true) {
                slow.send("a");
                Thread.sleep(100);
            }
        } catch (UncheckedIOException | InterruptedException e) {
            // The server has closed the connection.
        }
    }

    private Duration stop() {
        long start = System.nanoTime();
        service.server.close().await();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private boolean letsNobodyIn() {
        try (Socket late = new Socket(InetAddress.getLoopbackAddress(), service.server.port())) {
            return !late.isConnected();
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
