package dev.sommelier.predict;

import static dev.sommelier.predict.UploadTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.http.HttpConfig;
import dev.sommelier.http.LoadLimits;
import dev.sommelier.http.ManagementConfig;
import dev.sommelier.http.Security;
import dev.sommelier.inference.Classification;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who comes in while many are on their way, and that memory and places are given back whatever happens.
class AdmissionTest {

    private static final String POST = "POST /predict HTTP/1.1";
    private static final String IMAGE = "Content-Type: image/jpeg";

    @TempDir
    Path folder = Path.of("");

    private final Service service = new Service(Service.config(new LoadLimits(200_000, 1024, 20, 0)));
    private final List<Wire> wires = new ArrayList<>();
    private final Promise<Classification> classification = Promise.promise();

    @AfterEach
    void givesEverythingBackWhenAllHaveLeft() {
        wires.forEach(Wire::close);
        classification.tryComplete(FakeClassifier.wine());
        eventually(() -> service.bytesInFlight() == 0 && service.classifier.inFlight() == 0);
        service.classifier.capacity = 1;
        service.classifier.answer = (photo, abandoned) -> Future.succeededFuture(FakeClassifier.wine());
        assertThat(service.predict("").statusCode()).isEqualTo(200);
        service.close();
    }

    @Test
    void answersAGoodClientBesideManyThatTrickle() {
        service.classifier.capacity = 1;
        for (int i = 0; i < 15; i++) {
            declared(100).send("p");
        }
        eventually(() -> service.bytesInFlight() == 1500);
        assertThat(service.predict("").statusCode()).isEqualTo(200);
    }

    @Test
    void refusesADeclaredBodyForWhichNoMemoryIsLeftBeforeAByteOfItIsSent() {
        Wire first = declared(100_000);
        declared(100_000);
        eventually(() -> service.bytesInFlight() == 200_000);
        Wire refused = declared(5);
        assertNoMemory(refused.answer());
        assertThat(metrics()).contains("sommelier_refusals_total{reason=\"bytes-in-flight\"} 1.0");
        first.send(new byte[100_000]);
        assertThat(first.answer().status()).isEqualTo(200);
        assertThat(refused.send("photo")
                        .head(POST, IMAGE, "Content-Length: 5")
                        .send("photo")
                        .answer()
                        .status())
                .as("the connection is as good as before")
                .isEqualTo(200);
    }

    @Test
    void refusesAChunkedBodyWhenItOutgrowsTheMemoryThatIsLeft() {
        declared(100_000);
        declared(10_000);
        eventually(() -> service.bytesInFlight() == 110_000);
        Wire chunked = wire().head(POST, IMAGE, "Transfer-Encoding: chunked");
        chunked.chunk(new byte[40_000]);
        eventually(() -> service.bytesInFlight() > 150_000);
        chunked.chunk(new byte[40_000]);
        Wire.Answer answer = chunked.answer();
        assertNoMemory(answer);
        assertThat(answer.head()).contains("connection: close");
        assertThat(service.bytesInFlight()).isEqualTo(110_000);
    }

    @Test
    void refusesAFormThatWouldNeedItsMemoryTwice() {
        declared(60_000);
        eventually(() -> service.bytesInFlight() == 60_000);
        assertThat(service.predict(Form.withFile("file", new byte[80_000])).statusCode())
                .isEqualTo(503);
        assertThat(service.predict(Form.withFile("file", new byte[60_000])).statusCode())
                .isEqualTo(200);
    }

    @Test
    void holdsAPhotoOnceWhenItIsCompleteAndNotAnyMoreWhenItIsDecoded() {
        hold();
        byte[] form = Form.withFile("file", new byte[30_000]).bytes();
        Wire wire = wire().head(POST, "Content-Type: " + new Form().contentType(), "Content-Length: " + form.length);
        wire.send(form);
        eventually(() -> service.classifier.seen.length == 30_000);
        assertThat(service.bytesInFlight()).isEqualTo(30_000);
        service.classifier.decoded.run();
        assertThat(service.bytesInFlight()).isZero();
        classification.complete(FakeClassifier.wine());
        assertThat(wire.answer().status()).isEqualTo(200);
    }

    @Test
    void holdsThePhotoOfAClientThatLeftUntilTheWorkIsOver() {
        hold();
        try (Wire wire = service.wire()) {
            wire.head(POST, IMAGE, "Content-Length: 5").send("photo");
            eventually(() -> service.classifier.inFlight() == 1);
        }
        assertThat(service.bytesInFlight()).isEqualTo(5);
        classification.fail(new IllegalStateException("cork"));
        eventually(() -> service.bytesInFlight() == 0);
    }

    @Test
    void givesTheMemoryBackIfThePlacesAreTakenWhenThePhotoIsComplete() {
        Wire wire = declared(5);
        eventually(() -> service.bytesInFlight() == 5);
        service.classifier.capacity = 0;
        wire.send("photo");
        assertThat(wire.answer().body()).contains("All places are taken");
        assertThat(service.bytesInFlight()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65_535, 65_536, 65_537, 90_000})
    void keepsEveryByteOfABodyOfUnknownLength(int length) {
        byte[] photo = new byte[length];
        new Random(length).nextBytes(photo);
        Wire raw = wire().head(POST, IMAGE, "Transfer-Encoding: chunked");
        assertThat(raw.chunk(photo).send("0\r\n\r\n").answer().status()).isEqualTo(200);
        assertThat(service.classifier.seen).isEqualTo(photo);
        Wire form = wire().head(POST, "Content-Type: " + new Form().contentType(), "Transfer-Encoding: chunked");
        form.chunk(Form.withFile("file", photo).bytes()).send("0\r\n\r\n");
        assertThat(form.answer().status()).isEqualTo(200);
        assertThat(service.classifier.seen).isEqualTo(photo);
    }

    @Test
    void givesUpOnABodyThatComesTooSlowly() {
        long start = System.nanoTime();
        Wire wire = declared(50).send("p");
        Wire.Answer answer = wire.answer();
        assertThat(answer.status()).isEqualTo(408);
        assertThat(answer.body()).contains("less than 1,024 bytes a second");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        assertThat(wire.send(new byte[49]).closedByServer()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "600001", "1.5", "soon", "", "99999999999"})
    void namesTheTimeoutThatIsOutOfRange(String timeout) {
        var answer = service.send(service.photo("").header("X-Request-Timeout-Ms", timeout));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("X-Request-Timeout-Ms must be a whole number from 1 to 600000");
    }

    @Test
    void givesAPhotoTheTimeThatItsClientHasLeft() {
        service.send(service.photo("").header("X-Request-Timeout-Ms", "5000"));
        assertThat(service.classifier.given).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
        Wire late = wire().head(POST, IMAGE, "Content-Length: 5", "X-Request-Timeout-Ms: 100");
        eventually(() -> service.bytesInFlight() == 5);
        sleep(150);
        late.send("photo");
        Wire.Answer answer = late.answer();
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.head()).contains("retry-after: 1");
        assertThat(answer.body()).contains("longer to arrive than X-Request-Timeout-Ms allows");
        assertThat(metrics()).contains("sommelier_refusals_total{reason=\"deadline\"} 1.0");
    }

    @Test
    void takesOnNoMoreRequestsThanItMayExceptProbes() {
        try (Service one = new Service(Service.config(new LoadLimits(200_000, 0, 1, 0)));
                Wire slow = one.wire()) {
            slow.head(POST, IMAGE, "Content-Length: 5");
            eventually(() -> one.bytesInFlight() == 5);
            HttpResponse<String> refused = one.predict("");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
            assertThat(one.get("/health").statusCode()).isEqualTo(200);
            assertThat(one.get("/metrics").body())
                    .contains("sommelier_refusals_total{reason=\"requests-in-flight\"} 1.0");
            assertThat(slow.send("photo").answer().status()).isEqualTo(200);
            assertThat(one.predict("").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void holdsWhoeverComesBackTooEarlyAndNobodyElse() {
        try (Service one = new Service(Service.config(new LoadLimits(200_000, 0, 1, 0, Duration.ofMillis(900))));
                Wire slow = one.wire();
                Wire early = one.wire();
                Wire other = one.wire()) {
            slow.head(POST, IMAGE, "Content-Length: 5");
            eventually(() -> one.bytesInFlight() == 5);
            long start = System.nanoTime();
            assertThat(photo(early).answer().status()).as("told to wait 1 s").isEqualTo(503);
            photo(early);
            eventually(() -> held(one) == 1);
            assertThat(photo(other).answer().status()).isEqualTo(503);
            assertThat(slow.send("photo").answer().status()).isEqualTo(200);
            assertThat(photo(slow).answer().status())
                    .as("what is held takes no room")
                    .isEqualTo(200);
            assertThat(early.answer().status()).isEqualTo(503);
            assertThat(System.nanoTime() - start)
                    .isGreaterThan(Duration.ofMillis(900).toNanos());
            assertThat(held(one)).isZero();
            assertThat(photo(early).answer().status()).as("nobody else is in").isEqualTo(200);
        }
    }

    @Test
    void letsTheOperatorInWhenItIsFull() throws IOException {
        Path keys =
                Files.writeString(folder.resolve("keys.txt"), "boss %s manage\n".formatted(AccessTest.sha256("white")));
        HttpConfig full = Service.config(new LoadLimits(200_000, 0, 1, 0))
                .with(new Security(
                        new ManagementConfig("127.0.0.1", 0),
                        keys,
                        null,
                        List.of(),
                        Security.plain().connections()));
        try (Service one = new Service(full);
                Wire slow = one.wire();
                Wire operator = new Wire(one.server.managementPort())) {
            slow.head(POST, IMAGE, "X-API-Key: white", "Content-Length: 5");
            eventually(() -> one.bytesInFlight() == 5);
            assertThat(one.send(one.photo("").header("X-API-Key", "white")).statusCode())
                    .isEqualTo(503);
            // There are no versions behind this service, so that it gets as far as that is all there is to see.
            operator.head("POST /models/2/activate HTTP/1.1", "X-API-Key: white", "Content-Length: 0");
            assertThat(operator.answer().status()).isEqualTo(404);
            assertThat(slow.send("photo").answer().status()).isEqualTo(200);
        }
    }

    @Test
    void forgetsWhoeverLeavesWhileItIsHeld() {
        try (Service one = new Service(Service.config(new LoadLimits(200_000, 0, 1, 0, Duration.ofMillis(300))));
                Wire slow = one.wire()) {
            slow.head(POST, IMAGE, "Content-Length: 5");
            eventually(() -> one.bytesInFlight() == 5);
            try (Wire early = one.wire()) {
                assertThat(photo(early).answer().status()).isEqualTo(503);
                photo(early);
                eventually(() -> held(one) == 1);
            }
            eventually(() -> held(one) == 0);
            assertThat(slow.send("photo").answer().status()).isEqualTo(200);
            assertThat(one.predict("").statusCode()).isEqualTo(200);
        }
    }

    private static Wire photo(Wire wire) {
        return wire.head(POST, IMAGE, "Content-Length: 5").send("photo");
    }

    private static int held(Service service) {
        return service.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("sommelier_refusals_held "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void keepsOneClientFromTakingAllTheRoom() {
        List<String> keys = List.of(AccessTest.sha256("red"), AccessTest.sha256("white"));
        try (Service shared = new Service(Service.config(keys, 0, 1, new LoadLimits(200_000, 0, 20, 1)))) {
            try (Wire slow = shared.wire()) {
                slow.head(POST, IMAGE, "Content-Length: 5", "X-API-Key: red");
                eventually(() -> shared.bytesInFlight() == 5);
                HttpResponse<String> refused = shared.send(shared.photo("").header("X-API-Key", "red"));
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(refused.headers().firstValue("retry-after")).hasValue("1");
                assertThat(refused.body()).contains("at most 1 of its requests");
                assertThat(AccessTest.status(shared, "X-API-Key", "white")).isEqualTo(200);
            }
            eventually(() -> shared.bytesInFlight() == 0);
            assertThat(AccessTest.status(shared, "X-API-Key", "red")).isEqualTo(200);
            assertThat(AccessTest.status(shared, "X-API-Key", "red")).isEqualTo(200);
        }
    }

    private void hold() {
        service.classifier.answer = (photo, abandoned) -> classification.future();
    }

    private Wire declared(int length) {
        return wire().head(POST, IMAGE, "Content-Length: " + length);
    }

    private Wire wire() {
        Wire wire = service.wire();
        wires.add(wire);
        return wire;
    }

    private String metrics() {
        return service.get("/metrics").body();
    }

    private static void assertNoMemory(Wire.Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.head()).contains("retry-after: 1").contains("application/problem+json");
        assertThat(answer.body()).contains("/problems/overloaded").contains("fill the memory");
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
