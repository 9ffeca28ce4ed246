package dev.sommelier.predict;

import static dev.sommelier.predict.UploadTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.inference.Classification;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Batches beside single photos, clients that leave or do not read, and that all is given back.
class BatchLoadTest {

    private final Service service = new Service();
    private final Queue<Promise<Classification>> working = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();

    BatchLoadTest() {
        service.classifier.answer = (photo, abandoned) -> {
            asked.incrementAndGet();
            Promise<Classification> promise = Promise.promise();
            working.add(promise);
            return promise.future();
        };
    }

    @AfterEach
    void givesEverythingBack() {
        eventually(() -> {
            finishAll();
            return service.bytesInFlight() == 0 && service.classifier.inFlight() == 0;
        });
        service.close();
    }

    static BatchConfig silence(int millis) {
        BatchConfig usual = Service.BATCH;
        return new BatchConfig(
                usual.body(),
                usual.maxPhotos(),
                usual.maxPhotoBytes(),
                usual.maxUnpackedBytes(),
                usual.places(),
                usual.deadline(),
                Duration.ofMillis(millis));
    }

    @Test
    void leavesPlacesToSinglePhotosWhileABatchRuns() {
        var batch = service.sendAsync(service.batch(BatchTest.photos(300)).build());
        eventually(() -> service.classifier.inFlight() == 2);
        var single = service.sendAsync(service.photo("").build());
        eventually(() -> service.classifier.inFlight() == 3);
        last().complete(FakeClassifier.wine());
        assertThat(single.join().statusCode()).isEqualTo(200);
        assertThat(service.classifier.inFlight()).isEqualTo(2);
        assertThat(batch).isNotDone();
        finish(batch);
        assertThat(BatchTest.json(batch.join()).getJsonObject("counts").getInteger("classified"))
                .isEqualTo(300);
    }

    @Test
    void sharesTheSameFewPlacesAmongAllBatches() {
        var one = service.sendAsync(service.batch(BatchTest.photos(5)).build());
        var two = service.sendAsync(service.batch(BatchTest.photos(5)).build());
        eventually(() -> service.bytesInFlight() == 50 && service.classifier.inFlight() == 2);
        while (!one.isDone() || !two.isDone()) {
            assertThat(service.classifier.inFlight()).isLessThanOrEqualTo(2);
            finishAll();
        }
        assertThat(asked).hasValue(10);
    }

    @Test
    void waitsForAPlaceWhereThereIsNone() {
        service.classifier.capacity = 0;
        var batch = service.sendAsync(service.batch(BatchTest.photos(3)).build());
        eventually(() -> service.bytesInFlight() == 15);
        sleep(100);
        assertThat(batch).isNotDone();
        service.classifier.capacity = 1;
        finish(batch);
        assertThat(BatchTest.json(batch.join()).getJsonObject("counts").getInteger("refused"))
                .isZero();
    }

    @Test
    void refusesThePhotosWhoseTurnComesTooLate() {
        service.classifier.capacity = 0;
        var answer = service.send(service.batch(BatchTest.photos(3)).header("X-Request-Timeout-Ms", "150"));
        JsonObject batch = BatchTest.json(answer);
        for (int i = 0; i < 3; i++) {
            assertThat(BatchTest.problem(batch, i).getInteger("status")).isEqualTo(503);
            assertThat(BatchTest.problem(batch, i).getString("detail")).contains("The time for the batch was over");
        }
    }

    @Test
    void dropsWhatIsLeftOfABatchWhoseClientLeaves() {
        byte[] form = BatchTest.photos(300).bytes();
        try (Wire wire = service.wire()) {
            wire.head(
                            "POST /predict/batch HTTP/1.1",
                            "Content-Type: " + new Form().contentType(),
                            "Content-Length: " + form.length)
                    .send(form);
            eventually(() -> service.classifier.inFlight() == 2);
        }
        eventually(() -> service.bytesInFlight() <= 15);
        finishAll();
        eventually(() -> service.bytesInFlight() == 0 && service.classifier.inFlight() == 0);
        assertThat(asked.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void dropsTheZipOfAClientThatLeaves() {
        byte[] zip = Zips.of(300);
        try (Wire wire = service.wire()) {
            wire.head("POST /predict/batch HTTP/1.1", "Content-Type: application/zip", "Content-Length: " + zip.length)
                    .send(zip);
            eventually(() -> service.classifier.inFlight() == 2);
            assertThat(service.bytesInFlight()).isGreaterThan(zip.length);
        }
        eventually(() -> service.bytesInFlight() < 100);
        finishAll();
        eventually(() -> service.bytesInFlight() == 0 && service.classifier.inFlight() == 0);
        assertThat(asked.get()).isLessThanOrEqualTo(3);
    }

    @Test
    void goesNoFurtherThanItsClientReads() {
        service.classifier.answer = (photo, abandoned) -> {
            asked.incrementAndGet();
            return Future.succeededFuture(FakeClassifier.large(20_000));
        };
        byte[] form = BatchTest.photos(80).bytes();
        try (Wire wire = service.wire()) {
            wire.head(
                            "POST /predict/batch?explain=true HTTP/1.1",
                            "Content-Type: " + new Form().contentType(),
                            "Content-Length: " + form.length)
                    .send(form);
            String id = wire.answer().head().replaceAll("(?s).*x-request-id: ([0-9a-f]+).*", "$1");
            int before = -1;
            while (before != asked.get()) {
                before = asked.get();
                sleep(200);
            }
            assertThat(before).isBetween(1, 70);
            String last = "";
            for (String chunk = wire.readChunk(); !chunk.isEmpty(); chunk = wire.readChunk()) {
                last = chunk;
            }
            assertThat(last)
                    .endsWith("\"counts\":{\"photos\":80,\"classified\":80,\"refused\":0},\"request_id\":\"" + id
                            + "\"}\n");
        }
    }

    @Test
    void leavesHalfOfTheMemoryToSinglePhotos() {
        // Of 1 MiB batches may hold half, and a body counts twice while it is read.
        try (Wire first = service.wire();
                Wire second = service.wire();
                Wire third = service.wire()) {
            declared(first, 200_000);
            eventually(() -> service.bytesInFlight() == 400_000);
            declared(second, 62_000);
            eventually(() -> service.bytesInFlight() == 524_000);
            declared(third, 1000);
            assertThat(third.answer().status()).isEqualTo(503);
            working.clear();
            var single = service.sendAsync(service.photo("").build());
            eventually(() -> !working.isEmpty());
            finish(single);
            assertThat(single.join().statusCode()).isEqualTo(200);
        }
    }

    private static void declared(Wire wire, int length) {
        wire.head("POST /predict/batch HTTP/1.1", "Content-Type: application/zip", "Content-Length: " + length);
    }

    private Promise<Classification> last() {
        Promise<Classification> last = List.copyOf(working).getLast();
        working.remove(last);
        return last;
    }

    private void finish(CompletableFuture<HttpResponse<String>> answer) {
        long end = System.nanoTime() + Duration.ofSeconds(8).toNanos();
        while (!answer.isDone() && System.nanoTime() < end) {
            finishAll();
        }
    }

    private void finishAll() {
        for (Promise<Classification> promise = working.poll(); promise != null; promise = working.poll()) {
            promise.complete(FakeClassifier.wine());
        }
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
