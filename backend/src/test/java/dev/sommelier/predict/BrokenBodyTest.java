package dev.sommelier.predict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies in chunks whose framing turns out to be wrong when the headers were fine.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrokenBodyTest {

    private static final String POST = "POST /predict HTTP/1.1";
    private static final String CHUNKED = "Transfer-Encoding: chunked";

    private final Service service = new Service();

    @AfterEach
    void theNextGoodRequestIsAnswered() {
        assertThat(service.predict("").statusCode()).isEqualTo(200);
        assertThat(service.bytesInFlight()).isZero();
    }

    @AfterAll
    void close() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"zz\r\nphoto\r\n", "-5\r\nphoto\r\n", "5\r\nphotoand more", "fffffffffffffffff\r\nphoto\r\n"})
    void saysThatTheSizeOfAChunkIsWrong(String chunk) {
        for (String type : new String[] {"image/jpeg", new Form().contentType()}) {
            try (Wire wire = service.wire()) {
                wire.head(POST, "Content-Type: " + type, CHUNKED).chunk(new byte[100]);
                assertRefused(wire.send(chunk).answer(), "before each chunk stands its size");
            }
        }
    }

    @Test
    void saysThatAChunkHasTooLongExtensions() {
        try (Wire wire = service.wire()) {
            wire.head(POST, "Content-Type: image/jpeg", CHUNKED);
            assertRefused(wire.send("5;" + "x".repeat(20_000)).answer(), "Send the size alone, without extensions");
        }
    }

    @Test
    void saysThatTheTrailersAreTooLarge() {
        try (Wire wire = service.wire()) {
            wire.head(POST, "Content-Type: image/jpeg", CHUNKED).chunk(new byte[100]);
            wire.send("0\r\nX-Pad: " + "x".repeat(40_000) + "\r\n\r\n");
            assertRefused(wire.answer(), "trailers after the body are larger than 16,384 bytes");
        }
    }

    @Test
    void answersWhatDoesNotWaitForItsBody() {
        try (Wire wire = service.wire()) {
            Wire.Answer answer = wire.send("GET /health HTTP/1.1\r\nHost: a\r\n" + CHUNKED + "\r\n\r\nzz\r\n")
                    .answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(wire.answers()).isFalse();
        }
    }

    @Test
    void answersTheRequestBeforeAsIfNothingWere() {
        try (Wire wire = service.wire()) {
            String good = POST + "\r\nHost: a\r\nContent-Type: image/jpeg\r\nContent-Length: 5\r\n\r\nphoto";
            wire.send(good + POST + "\r\nHost: a\r\nContent-Type: image/jpeg\r\n" + CHUNKED + "\r\n\r\nzz\r\n");
            Wire.Answer first = wire.answer();
            assertThat(first.status()).isEqualTo(200);
            assertThat(first.head()).doesNotContain("connection: close");
            assertRefused(wire.answer(), "before each chunk stands its size");
        }
    }

    @Test
    void takesNoOtherRequestAndClosesSoon() {
        try (Wire wire = service.wire()) {
            wire.head(POST, "Content-Type: image/jpeg", CHUNKED).send("zz\r\nGET /health HTTP/1.1\r\nHost: a\r\n\r\n");
            assertRefused(wire.answer(), "before each chunk stands its size");
            wire.send(new byte[1_000_000]);
            assertThat(wire.closedByServer()).isTrue();
        }
    }

    private static void assertRefused(Wire.Answer answer, String sentence) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.head())
                .contains("connection: close")
                .contains("content-type: application/problem+json")
                .contains("x-request-id: ");
        assertThat(answer.body()).contains("/problems/bad-request", sentence).endsWith("}\n");
    }
}
