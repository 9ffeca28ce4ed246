package dev.sommelier.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.image.DrawnPhoto;
import dev.sommelier.inference.Classifier.Admission;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.RandomModel;
import dev.sommelier.network.Weights;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who gets all processors. Passes of one thread and passes of four are told apart by the network.
class LonePhotoTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final int NARROW = 1;
    private static final int WIDE = 4;

    private final Vertx vertx = Vertx.vertx();
    private final FakeNetwork network = new FakeNetwork();
    private final PooledClassifier classifier = classifier();

    @BeforeEach
    void forgetTheWarmUp() {
        assertThat(network.threads).as("warm-up").containsExactly(NARROW, NARROW, NARROW, NARROW, WIDE, WIDE);
        network.forget();
    }

    @AfterEach
    void close() {
        network.release();
        classifier.close();
        vertx.close().await();
        assertThat(network.events)
                .containsExactly("session closed", "session closed", "session closed", "network closed");
    }

    @Test
    void aPhotoThatIsTheOnlyOneInGetsAllProcessors() throws Exception {
        for (int level : List.of(10, 20, 30)) {
            assertThat(got(ask(level))).isEqualTo(embedding(level));
            awaitRest();
        }
        assertThat(network.threads).containsExactly(WIDE, WIDE, WIDE);
    }

    @Test
    void photosThatComeMeanwhileDoNotWaitForIt() throws Exception {
        network.hold();
        List<Future<Classification>> answers = new ArrayList<>();
        for (int level = 0; level < 3; level++) {
            answers.add(ask(level));
            network.awaitPass();
        }
        assertThat(network.threads).containsExactly(WIDE, NARROW, NARROW);
        network.release();
        for (int level = 0; level < 3; level++) {
            assertThat(got(answers.get(level))).isEqualTo(embedding(level));
        }
    }

    @Test
    void twoPhotosShareTheProcessorsThoughOneIsNotDecodedYet() throws Exception {
        try (Admission other = classifier.admit(LONG)) {
            assertThat(other).isNotNull();
            got(ask(7));
        }
        assertThat(network.threads).containsExactly(NARROW);
    }

    @Test
    void aPhotoThatComesWhileOthersRunGetsNoMoreThanThey() throws Exception {
        network.hold();
        Future<Classification> first;
        try (Admission other = classifier.admit(LONG)) {
            assertThat(other).isNotNull();
            first = ask(1);
            network.awaitPass();
        }
        Future<Classification> second = ask(2);
        network.awaitPass();
        network.release();
        got(first);
        got(second);
        assertThat(network.threads).containsExactly(NARROW, NARROW);
    }

    @Test
    @Timeout(60)
    void answersEachPhotoWhileLoadComesAndGoes() throws Exception {
        network.trouble = LonePhotoTest::nap;
        try (ExecutorService clients = Executors.newFixedThreadPool(6)) {
            List<Callable<Integer>> all = IntStream.range(0, 6)
                    .<Callable<Integer>>mapToObj(client -> () -> stream(client))
                    .toList();
            int wrong = 0;
            for (java.util.concurrent.Future<Integer> one : clients.invokeAll(all)) {
                wrong += one.get();
            }
            assertThat(wrong).isZero();
        }
        assertThat(network.threads).contains(WIDE, NARROW);
        assertThat(network.batches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(6 * 500);
        awaitRest();
    }

    /// One client's photos, with pauses in which the others may be alone.
    private int stream(int client) throws TimeoutException, InterruptedException {
        SplittableRandom random = new SplittableRandom(client);
        int wrong = 0;
        for (int i = 0; i < 500; i++) {
            int level = random.nextInt(256);
            wrong += got(ask(level)) == embedding(level) ? 0 : 1;
            if (i % 50 < 10) {
                Thread.sleep(random.nextInt(8));
            }
        }
        return wrong;
    }

    private static void nap() {
        try {
            Thread.sleep(0, 200_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private PooledClassifier classifier() {
        Bundle bundle = new Bundle(
                Path.of("random"), RandomModel.card(1, 16), "hash", RandomModel.graph(), new Weights(Map.of()));
        ClassifierConfig config = new ClassifierConfig(16, LONG, new Layout(2, NARROW, WIDE, 4), 2, 1_000_000);
        return new PooledClassifier(vertx, bundle, network, config, LONG);
    }

    private Future<Classification> ask(int level) {
        Admission place = classifier.admit(LONG);
        return place.classify(DrawnPhoto.grey(level), () -> false, () -> {}).onComplete(answer -> place.close());
    }

    private static float got(Future<Classification> answer) throws TimeoutException {
        return answer.await(10, TimeUnit.SECONDS).embedding()[0];
    }

    private static float embedding(int level) {
        return (level / 255f - 0.485f) / 0.229f;
    }

    /// A worker is free a moment after its photo was answered.
    private void awaitRest() throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (classifier.inFlight() > 0) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(5);
        }
        Thread.sleep(20);
    }
}
