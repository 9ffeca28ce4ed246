package dev.sommelier.predict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a client library would hide: bodies that are too long, too slow, cut off, or never sent.
class UploadTest {

    private static final String POST = "POST /predict HTTP/1.1";
    private static final String IMAGE = "Content-Type: image/jpeg";
    private static final byte[] PIECE = new byte[16_384];

    private final Service service = new Service();

    @AfterEach
    void theNextGoodRequestIsAnswered() {
        service.classifier.capacity = 1;
        assertThat(service.predict("").statusCode()).isEqualTo(200);
        assertThat(service.bytesInFlight()).isZero();
        service.close();
    }

    @Test
    void refusesATooLargeBodyBeforeAByteOfItIsSent() {
        try (Wire wire = service.wire()) {
            Wire.Answer answer =
                    wire.head(POST, IMAGE, "Content-Length: 100001").answer();
            assertTooLarge(answer);
            assertThat(answer.head()).contains("connection: close");
        }
    }

    @Test
    void letsAClientThatSendsItsWholeTooLargeBodyReadTheAnswer() {
        try (Wire wire = service.wire()) {
            wire.head(POST, IMAGE, "Content-Length: 5000000").send(new byte[5_000_000]);
            assertTooLarge(wire.answer());
            assertThat(wire.closedByServer()).isTrue();
        }
    }

    @Test
    void refusesAChunkedBodyWhenItPassesTheLimit() {
        try (Wire wire = service.wire()) {
            wire.head(POST, IMAGE, "Transfer-Encoding: chunked");
            for (int sent = 0; sent < 300_000; sent += PIECE.length) {
                wire.chunk(PIECE);
            }
            assertTooLarge(wire.answer());
            wire.send("0\r\n\r\n");
            assertThat(wire.closedByServer()).isTrue();
        }
    }

    @Test
    void refusesATooLargeChunkedForm() {
        try (Wire wire = service.wire()) {
            wire.head(POST, "Content-Type: " + new Form().contentType(), "Transfer-Encoding: chunked");
            wire.chunk(new Form().file("file", new byte[99_000]).bytes()).chunk(PIECE);
            assertTooLarge(wire.answer());
        }
    }

    @Test
    void stopsReadingFromAClientThatNeverStopsSending() {
        long start = System.nanoTime();
        try (Wire wire = service.wire()) {
            wire.head(POST, IMAGE, "Content-Length: 999999999").send(PIECE);
            assertTooLarge(wire.answer());
            assertThat(wire.closedByServer()).isTrue();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void takesABodyOfExactlyTheLimit() {
        try (Wire wire = service.wire()) {
            wire.head(POST, IMAGE, "Content-Length: " + Service.MAX_BODY).send(new byte[Service.MAX_BODY]);
            assertThat(wire.answer().status()).isEqualTo(200);
        }
        assertThat(service.classifier.seen).hasSize(Service.MAX_BODY);
    }

    @Test
    void keepsTheConnectionWhenASmallBodyIsRefusedUnread() {
        service.classifier.capacity = 0;
        try (Wire wire = service.wire()) {
            wire.head(POST, IMAGE, "Content-Length: 16384").send(PIECE);
            assertThat(wire.answer().status()).isEqualTo(503);
            service.classifier.capacity = 1;
            wire.head(POST, IMAGE, "Content-Length: 5").send("photo");
            assertThat(wire.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void asksAClientThatWaitsToContinue() {
        try (Wire wire = service.wire()) {
            wire.head(POST, IMAGE, "Content-Length: 5", "Expect: 100-continue");
            assertThat(wire.answer().status()).isEqualTo(100);
            wire.send("photo");
            assertThat(wire.answer().status()).isEqualTo(200);
        }
        assertThat(service.classifier.seen).isEqualTo("photo".getBytes(UTF_8));
    }

    @Test
    void refusesAClientThatWaitsToContinueWithoutItsBody() {
        try (Wire wire = service.wire()) {
            wire.head(POST, IMAGE, "Content-Length: 100001", "Expect: 100-continue");
            Wire.Answer answer = wire.answer();
            assertTooLarge(answer);
            assertThat(answer.head()).contains("connection: close");
        }
    }

    @Test
    void holdsMemoryButNoPlaceUntilTheClientLeavesMidBody() {
        try (Wire wire = service.wire()) {
            wire.head(POST, IMAGE, "Content-Length: 50000").send(PIECE);
            eventually(() -> service.bytesInFlight() == 50_000);
            assertThat(service.classifier.inFlight()).isZero();
        }
        eventually(() -> service.bytesInFlight() == 0);
    }

    @Test
    void holdsMemoryTwiceButNoPlaceUntilTheClientLeavesMidForm() {
        try (Wire wire = service.wire()) {
            wire.head(POST, "Content-Type: " + new Form().contentType(), "Content-Length: 50000");
            wire.send(new Form().file("file", PIECE).bytes());
            eventually(() -> service.bytesInFlight() == 100_000);
            assertThat(service.classifier.inFlight()).isZero();
        }
        eventually(() -> service.bytesInFlight() == 0);
    }

    @Test
    void givesUpOnABodyThatTrickles() {
        try (Wire wire = service.wire()) {
            wire.head(POST, IMAGE, "Content-Length: 50").send("p");
            Wire.Answer answer = wire.answer();
            assertTooSlow(answer);
            assertThat(service.classifier.inFlight()).isZero();
            // Read to its end and yet not kept: the client was told that the connection closes.
            wire.send(new byte[49]);
            assertThat(wire.closedByServer()).isTrue();
        }
    }

    @Test
    void givesUpOnAFormThatTrickles() {
        try (Wire wire = service.wire()) {
            wire.head(POST, "Content-Type: " + new Form().contentType(), "Transfer-Encoding: chunked");
            wire.chunk(new Form().file("file", PIECE).bytes());
            assertTooSlow(wire.answer());
        }
        assertThat(service.classifier.inFlight()).isZero();
    }

    @Test
    void keepsNoPlaceForABodyThatWillBeRefused() {
        try (Wire wire = service.wire()) {
            wire.head(POST, "Content-Type: text/plain", "Content-Length: 5000");
            assertThat(wire.answer().status()).isEqualTo(415);
            assertThat(service.classifier.inFlight()).isZero();
        }
    }

    @Test
    void refusesAPathThatIsBadlyEncoded() {
        for (String path : List.of("/%zz", "/docs/%zz", "/%")) {
            try (Wire wire = service.wire()) {
                Wire.Answer answer = wire.head("GET " + path + " HTTP/1.1").answer();
                assertThat(answer.head()).startsWith("http/1.1 400").contains("application/problem+json");
                assertThat(answer.body()).contains("malformed");
            }
        }
    }

    @Test
    void answersWhatIsNoHttpWithAProblem() {
        try (Wire wire = service.wire()) {
            Wire.Answer answer =
                    wire.send("POST /predict HTTP/1.1\r\nno colon here\r\n\r\n").answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.head()).contains("application/problem+json").contains("x-request-id: ");
            assertThat(wire.closedByServer()).isTrue();
        }
        try (Wire wire = service.wire()) {
            Wire.Answer answer = wire.head("GET /health HTTP/1.1", "X-Pad: " + "x".repeat(20_000))
                    .answer();
            assertThat(answer.status()).isEqualTo(431);
        }
        try (Wire wire = service.wire()) {
            Wire.Answer answer = wire.head("GET /health?%zz HTTP/1.1").answer();
            assertThat(answer.status()).isIn(200, 400);
        }
        try (Wire wire = service.wire()) {
            Wire.Answer answer = wire.head("POST /predict?top=%zz HTTP/1.1", IMAGE, "Content-Length: 0")
                    .answer();
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        }
    }

    static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private static void assertTooSlow(Wire.Answer answer) {
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.head())
                .contains("connection: close")
                .contains("content-type: application/problem+json")
                .contains("x-request-id: ");
        assertThat(answer.body()).contains("/problems/request-timeout").contains("did not arrive within 2 s");
    }

    private static void assertTooLarge(Wire.Answer answer) {
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.head())
                .contains("content-type: application/problem+json")
                .contains("x-request-id: ");
        assertThat(answer.body()).contains("/problems/too-large").contains("larger than 100,000 bytes");
    }
}
