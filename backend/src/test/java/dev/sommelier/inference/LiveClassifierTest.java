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
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// One model after another, over networks that the tests hold still.
class LiveClassifierTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final List<FakeNetwork> networks = new ArrayList<>();
    private final ClassifierLoader loader = new ClassifierLoader(
            vertx,
            bundle -> networks.getLast(),
            new ClassifierConfig(16, LONG, 4, 1, 1, 1_000_000),
            LONG,
            new LayoutFinder(Path.of("none"), false),
            new Vitals());
    private final LiveClassifier live = new LiveClassifier(load(1));

    @AfterEach
    void close() {
        networks.forEach(FakeNetwork::release);
        live.close();
        vertx.close().await();
        assertThat(networks)
                .allSatisfy(network -> assertThat(network.events)
                        .containsExactly("session closed", "session closed", "network closed"));
    }

    @Test
    void answersEachPhotoByTheModelThatAdmittedIt() throws InterruptedException {
        networks.getFirst().hold();
        List<Future<Classification>> early =
                IntStream.range(0, 6).mapToObj(i -> ask()).toList();
        networks.getFirst().awaitPass();
        Admission admitted = live.admit(LONG);
        PooledClassifier next = load(2);
        Thread swap = Thread.ofPlatform().start(() -> live.swap(next, LONG));
        eventuallyServes("2");
        assertThat(version(ask())).isEqualTo("2");
        assertThat(live.inFlight()).as("of both").isGreaterThanOrEqualTo(7);
        assertThat(swap.join(Duration.ofMillis(100))).as("waits").isFalse();
        assertThat(networks.getFirst().events).containsExactly("session closed");

        Future<Classification> late = admitted.classify(DrawnPhoto.grey(1), () -> false, () -> {});
        networks.getFirst().release();
        early.forEach(answer -> assertThat(version(answer)).isEqualTo("1"));
        assertThat(version(late)).isEqualTo("1");
        admitted.close();
        assertThat(swap.join(LONG)).isTrue();
        assertThat(networks.getFirst().events).contains("network closed");
        assertThat(live.now()).isSameAs(next);
    }

    @Test
    void refusesNobodyForAChange() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> client = CompletableFuture.supplyAsync(() -> {
            int answered = 0;
            for (; !over.get(); answered++) {
                live.requireRoom(LONG);
                live.admit(LONG).close();
            }
            return answered;
        });
        for (int version = 2; version < 40; version++) {
            live.swap(load(version), LONG);
        }
        over.set(true);
        assertThat(client.get(10, TimeUnit.SECONDS)).isGreaterThan(100);
    }

    @Test
    void closesAModelThatComesTooLate() {
        live.close();
        PooledClassifier late = load(2);
        assertThatThrownBy(() -> live.swap(late, LONG)).isInstanceOf(Failure.Overloaded.class);
        assertThat(networks.getLast().events).endsWith("network closed");
        assertThat(live.card().version()).isEqualTo("1");
        assertThat(live.ready()).isFalse();
    }

    @Test
    void givesModelsThatAreLoadedAtOnceThreadsOfTheirOwn() {
        networks.getFirst().hold();
        ask();
        networks.getFirst().awaitPass();
        PooledClassifier next = load(2);
        Thread.ofPlatform().start(() -> live.swap(next, LONG));
        eventuallyServes("2");
        assertThat(version(ask())).as("the old one holds its only thread").isEqualTo("2");
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .contains("inference-0", "inference-b-0");
    }

    @Test
    void saysThatTheModelChangedIfThePhotoHasNoTurnInTime() throws Exception {
        networks.getFirst().hold();
        Future<Classification> running = ask();
        networks.getFirst().awaitPass();
        Future<Classification> waiting = ask();
        eventually(() -> live.waiting() == 1);
        Thread swap = Thread.ofPlatform().start(() -> live.swap(load(2), Duration.ofMillis(50)));
        assertThatThrownBy(() -> waiting.await(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Failure.Overloaded.class,
                        refused -> assertThat(refused.reason()).isEqualTo("model-changed"))
                .hasMessageEndingWith("Send it again.");
        networks.getFirst().release();
        assertThat(version(running)).isEqualTo("1");
        assertThat(swap.join(LONG)).isTrue();
    }

    @Test
    void saysThatTheServiceStopsIfItDoes() throws Exception {
        networks.getFirst().hold();
        Future<Classification> running = ask();
        networks.getFirst().awaitPass();
        Future<Classification> waiting = ask();
        eventually(() -> live.waiting() == 1);
        Thread swap = Thread.ofPlatform().start(() -> live.swap(load(2), LONG.multipliedBy(60)));
        eventuallyServes("2");
        live.stop();
        assertThatThrownBy(() -> waiting.await(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Failure.Overloaded.class,
                        refused -> assertThat(refused.reason()).isEqualTo("draining"));
        networks.getFirst().release();
        assertThat(version(running)).isEqualTo("1");
        assertThat(swap.join(LONG)).as("does not wait out its time").isTrue();
    }

    private PooledClassifier load(int version) {
        FakeNetwork network = new FakeNetwork();
        networks.add(network);
        PooledClassifier classifier = loader.load(bundle(version));
        network.forget();
        return classifier;
    }

    static Bundle bundle(int version) {
        return new Bundle(
                Path.of("random"), RandomModel.card(version, 16), "hash", RandomModel.graph(), new Weights(Map.of()));
    }

    private Future<Classification> ask() {
        Admission place = live.admit(LONG);
        return place.classify(DrawnPhoto.grey(1), () -> false, () -> {}).onComplete(answer -> place.close());
    }

    private void eventuallyServes(String version) {
        eventually(() -> live.card().version().equals(version));
    }

    private static void eventually(BooleanSupplier holds) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            sleep();
        }
    }

    private static String version(Future<Classification> answer) {
        try {
            return answer.await(10, TimeUnit.SECONDS).model().version();
        } catch (TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
