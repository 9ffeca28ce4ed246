package dev.sommelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.DrawnPhoto;
import dev.sommelier.inference.Classifier.Admission;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.RandomModel;
import dev.sommelier.network.Weights;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/// What an operator sees of a classifier, over a network that the tests hold still.
class VitalsTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final long PIXELS = 3 * 16 * 16;

    private final Vertx vertx = Vertx.vertx();
    private final FakeNetwork network = new FakeNetwork();
    private final Vitals vitals = new Vitals();
    private final PooledClassifier classifier = new PooledClassifier(
            vertx,
            new Bundle(Path.of("none"), RandomModel.card(1, 16), "hash", RandomModel.graph(), new Weights(Map.of())),
            network,
            new ClassifierConfig(16, LONG, 4, 2, 1, 64_000_000),
            LONG,
            vitals);

    @AfterEach
    void close() {
        MDC.clear();
        network.release();
        classifier.close();
        vertx.close().await();
    }

    @Test
    void countsWhatItHoldsAndGivesAllOfItBack() throws Exception {
        assertThat(vitals.footprint().networks()).isEqualTo(1);
        assertThat(vitals.footprint().sessions()).isEqualTo(2);
        network.forget();
        network.hold();
        Future<Classification> answer = ask(() -> {});
        network.awaitPass();
        assertThat(vitals.footprint().tensorBytesInUse()).isEqualTo(PIXELS);
        assertThat(vitals.footprint().tensorBytesFree()).isZero();
        network.release();
        answer.await(10, TimeUnit.SECONDS);
        classifier.close();
        assertThat(vitals.footprint().tensorBytesInUse()).isZero();
        assertThat(vitals.footprint().tensorBytesFree()).isZero();
        assertThat(vitals.footprint().sessions()).isZero();
        assertThat(vitals.footprint().networks()).isZero();
    }

    @Test
    void tellsWhatItsThreadsAreAtAsLongAsTheyAre() throws Exception {
        network.forget();
        network.hold();
        Future<Classification> answer = ask(() -> {});
        network.awaitPass();
        // The decoder may still be on its way out of its task.
        assertThat(vitals.tasks().running())
                .filteredOn(task -> task.stage().equals("inference"))
                .singleElement()
                .satisfies(task -> assertThat(task.thread().getName()).startsWith("inference-"));
        network.release();
        answer.await(10, TimeUnit.SECONDS);
        classifier.close();
        assertThat(vitals.tasks().running()).isEmpty();
    }

    @Test
    void tellsTheStageAndNotThePoolOfWhicheverModelIsAtIt() throws Exception {
        Pools pools = new Pools(vitals.tasks());
        Pools.Share first = pools.share(vertx);
        WorkerPool ofSecond = pools.share(vertx).open("decode", 1);
        Queue<Tasks.Task> seen = new ConcurrentLinkedQueue<>();
        ofSecond.run(() -> seen.addAll(vitals.tasks().running()));
        ofSecond.end(LONG);
        first.close();
        assertThat(seen).singleElement().satisfies(task -> {
            assertThat(task.thread().getName()).startsWith("decode-b");
            assertThat(task.stage()).isEqualTo("decode");
        });
    }

    @Test
    void logsUnderTheRequestOnWhateverThreadItsPhotoIs() throws Exception {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        MDC.put("request_id", "one");
        ask(() -> seen.add("decoding " + MDC.get("request_id")))
                .onComplete(done -> seen.add("answering " + MDC.get("request_id")))
                .await(10, TimeUnit.SECONDS);
        MDC.put("request_id", "two");
        ask(() -> seen.add("decoding " + MDC.get("request_id"))).await(10, TimeUnit.SECONDS);
        MDC.clear();
        ask(() -> seen.add("decoding " + MDC.get("request_id"))).await(10, TimeUnit.SECONDS);
        assertThat(seen).containsExactly("decoding one", "answering one", "decoding two", "decoding null");
    }

    @Test
    void givesBackWhatADamagedPhotoHeld() {
        try (Admission place = classifier.admit(LONG)) {
            Future<Classification> answer =
                    place.classify("no photo".getBytes(StandardCharsets.UTF_8), () -> false, () -> {});
            assertThatThrownBy(() -> answer.await(10, TimeUnit.SECONDS)).isInstanceOf(Failure.class);
        }
        classifier.close();
        assertThat(vitals.footprint().tensorBytesInUse()).isZero();
    }

    private Future<Classification> ask(Runnable decoded) {
        Admission place = classifier.admit(LONG);
        return place.classify(DrawnPhoto.tiles(0.1f, 32, 1), () -> false, decoded)
                .onComplete(done -> place.close());
    }
}
