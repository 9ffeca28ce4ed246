package dev.sommelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Queues, batches and the life cycle, over a network that the tests hold still. One decoder and one worker: photos
/// come in the order in which they were asked.
class PooledClassifierTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final byte[] DAMAGED = new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0};

    /// Twice a batch of four for one worker, and one for the decoder.
    private static final int DECODED_AHEAD = 9;

    /// Bytes of a decoded photo.
    private static final long PIXELS = 3 * 16 * 16;

    private final Vertx vertx = Vertx.vertx();
    private final Vitals vitals = new Vitals();
    private final FakeNetwork network = new FakeNetwork();
    private PooledClassifier classifier = classifier(16, LONG, 1, LONG);

    @BeforeEach
    void forgetTheWarmUp() {
        network.forget();
    }

    @AfterEach
    void close() throws InterruptedException {
        network.release();
        classifier.close();
        vertx.close().await();
        assertThat(network.events).doesNotContain("session misused", "pass interrupted", "session closed in use");
        for (Thread thread : threads()) {
            thread.join(LONG);
        }
        assertThat(threads()).isEmpty();
    }

    @Test
    void warmsUpWithTheSmallestAndTheLargestBatch() {
        restart(16, LONG, 2, LONG);
        assertThat(network.batches).containsExactly(1, 4, 1, 4);
    }

    @Test
    void runsAPhotoAloneUnderLightLoad() {
        for (int level : List.of(10, 20, 30)) {
            assertThat(got(ask(level))).isEqualTo(embedding(level));
        }
        assertThat(network.batches).containsExactly(1, 1, 1);
    }

    @Test
    void formsBatchesUnderLoadAndGivesEachPhotoItsOwnAnswer() {
        assertAnswersInBatches();
    }

    private void assertAnswersInBatches() {
        network.hold();
        List<Future<Classification>> answers = new ArrayList<>();
        for (int level = 0; level < 7; level++) {
            answers.add(ask(level));
            if (level == 0) {
                network.awaitPass();
            }
        }
        awaitDecoders();
        network.release();
        for (int level = 0; level < 7; level++) {
            assertThat(got(answers.get(level))).isEqualTo(embedding(level));
        }
        assertThat(network.batches).containsExactly(1, 4, 2);
    }

    @Test
    void sharesPhotosAmongAllWorkers() {
        restart(16, LONG, 2, LONG);
        network.forget();
        network.hold();
        List<Future<Classification>> answers = new ArrayList<>(List.of(ask(1), ask(2)));
        network.awaitPass();
        network.awaitPass();
        answers.addAll(List.of(ask(3), ask(4), ask(5)));
        awaitDecoders();
        network.release();
        answers.forEach(PooledClassifierTest::got);
        // Both workers are seldom free at the same instant, so a batch may hold all three that waited.
        assertThat(network.batches).startsWith(1, 1).allMatch(size -> size <= 3);
        assertThat(network.batches.stream().mapToInt(Integer::intValue).sum()).isEqualTo(5);
    }

    @Test
    void refusesMoreThanItHasPlacesFor() {
        restart(2, LONG, 1, LONG);
        Admission first = classifier.admit(LONG);
        try (Admission second = classifier.admit(LONG)) {
            assertRefused("queue-full");
            assertThat(second).isNotNull();
        }
        try (Admission again = classifier.admit(LONG)) {
            assertThat(again).isNotNull();
            first.close();
            first.close();
            assertThat(classifier.inFlight())
                    .as("closing twice gives one place back")
                    .isEqualTo(1);
        }
        assertNobodyIsIn();
    }

    @Test
    void refusesWhoeverWouldWaitLongerThanTheDeadline() {
        restart(16, Duration.ofSeconds(1), 1, LONG);
        network.trouble = () -> sleep(1200);
        got(ask(1));
        // The first one's time counts once its worker is free again, so this one comes after that.
        got(ask(2));
        try (Admission first = classifier.admit(LONG)) {
            assertThat(first).as("an idle service always takes one").isNotNull();
            assertRefused("deadline");
        }
    }

    @Test
    void dropsWhoeverHasWaitedLongerThanTheDeadline() {
        restart(16, Duration.ofSeconds(1), 1, LONG);
        network.forget();
        network.hold();
        Future<Classification> first = ask(1);
        network.awaitPass();
        Future<Classification> late = ask(2);
        awaitDecoders();
        sleep(1200);
        network.release();
        got(first);
        assertThat(refusal(late).reason()).isEqualTo("deadline");
        assertThat(network.batches).containsExactly(1);
    }

    @Test
    void dropsWhoeverHasWaitedLongerThanItsClientGives() {
        network.hold();
        Future<Classification> first = ask(1);
        network.awaitPass();
        Admission place = classifier.admit(Duration.ofMillis(200));
        Future<Classification> late = place.classify(DrawnPhoto.grey(2), PooledClassifierTest::staying, () -> {});
        Future<Classification> patient = ask(3);
        awaitDecoders();
        sleep(250);
        network.release();
        got(first);
        assertThat(refusal(late).getMessage()).contains("longer than 200 ms");
        assertThat(got(patient)).isEqualTo(embedding(3));
        place.close();
        assertNobodyIsIn();
    }

    @Test
    void decodesNoMorePhotosThanItsWorkersNeedAtHand() {
        restart(64, LONG, 1, LONG);
        network.hold();
        AtomicInteger decoded = new AtomicInteger();
        List<Future<Classification>> answers = new ArrayList<>();
        for (int level = 0; level < 30; level++) {
            answers.add(ask(DrawnPhoto.grey(level), PooledClassifierTest::staying, decoded::incrementAndGet));
        }
        eventually(() -> decoded.get() == DECODED_AHEAD);
        sleep(100);
        assertThat(decoded).hasValue(DECODED_AHEAD);
        assertThat(classifier.waiting()).as("all but the one in the network").isEqualTo(29);
        network.release();
        for (int level = 0; level < 30; level++) {
            assertThat(got(answers.get(level))).isEqualTo(embedding(level));
        }
        assertNobodyIsIn();
    }

    @Test
    void dropsPhotosThatWaitUndecodedWhenTheGraceIsOver() throws InterruptedException {
        restart(64, LONG, 1, Duration.ofMillis(50));
        network.hold();
        List<Future<Classification>> answers = new ArrayList<>();
        for (int level = 0; level < 30; level++) {
            answers.add(ask(level));
        }
        Thread closing = Thread.ofPlatform().start(classifier::close);
        assertThat(refusal(answers.getLast()).reason()).isEqualTo("draining");
        network.release();
        assertThat(closing.join(LONG)).isTrue();
        assertThat(got(answers.getFirst())).isEqualTo(embedding(0));
        assertThat(network.events).containsExactly("session closed", "network closed");
        assertNobodyIsIn();
    }

    @Test
    void needsThePhotosBytesNoMoreOnceItIsDecoded() {
        network.hold();
        AtomicBoolean decoded = new AtomicBoolean();
        try (Admission place = classifier.admit(LONG)) {
            Future<Classification> answer =
                    place.classify(DrawnPhoto.grey(1), PooledClassifierTest::staying, () -> decoded.set(true));
            network.awaitPass();
            assertThat(decoded).isTrue();
            network.release();
            got(answer);
        }
    }

    @Test
    void doesNotRunPhotosThatNobodyWaitsFor() {
        abandonOneOfThree();
        assertThat(network.batches).containsExactly(1, 1);
        assertNobodyIsIn();
    }

    private void abandonOneOfThree() {
        network.hold();
        Future<Classification> first = ask(1);
        network.awaitPass();
        AtomicBoolean gone = new AtomicBoolean();
        Future<Classification> abandoned = ask(DrawnPhoto.grey(2), gone::get);
        awaitDecoders();
        gone.set(true);
        Future<Classification> third = ask(3);
        awaitDecoders();
        network.release();
        got(first);
        assertThatThrownBy(() -> got(abandoned)).isInstanceOf(CancellationException.class);
        assertThat(got(third)).isEqualTo(embedding(3));
    }

    @Test
    void doesNotDecodePhotosThatNobodyWaitsFor() {
        assertThatThrownBy(() -> got(ask(DAMAGED, () -> true))).isInstanceOf(CancellationException.class);
        assertNobodyIsIn();
    }

    @Test
    void usesEachBufferAgainAfterAnAbandonedPhoto() {
        abandonOneOfThree();
        for (int level = 10; level < 18; level++) {
            got(ask(level));
        }
        // Four photos were in at once, with the damaged one: room was made for four, and all of it came back, once.
        eventually(() -> vitals.footprint().tensorBytesInUse() == 0);
        assertThat(vitals.footprint().tensorBytesFree()).isEqualTo(4 * PIXELS);
        network.forget();
        assertAnswersInBatches();
    }

    @Test
    void refusesADamagedPhotoAtTheCostOfNoBuffer() {
        for (int level = 0; level < 8; level++) {
            got(ask(level));
            assertThatThrownBy(() -> got(ask(DAMAGED, PooledClassifierTest::staying)))
                    .isInstanceOf(Failure.UnreadableImage.class);
        }
        eventually(() -> vitals.footprint().tensorBytesInUse() == 0);
        // Two, as room comes back a moment after its photo was answered.
        assertThat(vitals.footprint().tensorBytesFree()).isLessThanOrEqualTo(2 * PIXELS);
        assertNobodyIsIn();
    }

    @Test
    void failsOnlyTheBatchInWhichTheEngineBroke() {
        for (Throwable broken : List.of(new IllegalStateException("cork"), new OutOfMemoryError("cork"))) {
            network.trouble = () -> sneak(broken);
            assertThatThrownBy(() -> got(ask(1))).isSameAs(broken);
            network.trouble = () -> {};
            assertThat(got(ask(2))).isEqualTo(embedding(2));
            assertNobodyIsIn();
        }
    }

    @Test
    void failsOnlyThePhotoOfWhichTheNetworkMakesNoNumber() {
        network.logit = first -> first == embedding(2) ? Double.NaN : first;
        network.hold();
        Future<Classification> first = ask(1);
        network.awaitPass();
        Future<Classification> strange = ask(2);
        Future<Classification> third = ask(3);
        awaitDecoders();
        network.release();
        got(first);
        assertThatThrownBy(() -> got(strange)).hasMessageContaining("NaN");
        assertThat(got(third)).isEqualTo(embedding(3));
        assertThat(network.batches).containsExactly(1, 2);
    }

    @Test
    void answersThePhotosBesideOneWhoseCallerBreaks() {
        assertThat(got(besideABrokenCaller())).isEqualTo(embedding(3));
        IllegalStateException cork = new IllegalStateException("cork");
        network.trouble = () -> sneak(cork);
        assertThatThrownBy(() -> got(besideABrokenCaller())).isSameAs(cork);
    }

    private Future<Classification> besideABrokenCaller() {
        network.hold();
        ask(1);
        network.awaitPass();
        try (Admission place = classifier.admit(LONG)) {
            place.classify(DrawnPhoto.grey(2), PooledClassifierTest::staying, () -> {})
                    .onComplete(answer -> sneak(new IllegalStateException("caller")));
        }
        Future<Classification> third = ask(3);
        awaitDecoders();
        network.release();
        return third;
    }

    @Test
    void keepsThePlaceOfAPhotoThatWasGivenUpUntilItsWorkIsOver() {
        network.hold();
        Future<Classification> answer;
        try (Admission place = classifier.admit(LONG)) {
            answer = place.classify(DrawnPhoto.grey(1), PooledClassifierTest::staying, () -> {});
        }
        network.awaitPass();
        assertThat(classifier.inFlight()).isEqualTo(1);
        network.release();
        got(answer);
        assertNobodyIsIn();
    }

    @Test
    void takesOnePhotoForOnePlace() {
        try (Admission place = classifier.admit(LONG)) {
            got(place.classify(DrawnPhoto.grey(1), PooledClassifierTest::staying, () -> {}));
            assertThatThrownBy(() -> place.classify(DrawnPhoto.grey(1), PooledClassifierTest::staying, () -> {}))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void refusesAndWaitsForWhatIsInWhileItCloses() throws InterruptedException {
        network.hold();
        Future<Classification> first = ask(1);
        network.awaitPass();
        Future<Classification> second = ask(2);
        Thread closing = Thread.ofPlatform().start(classifier::close);
        eventually(() -> !classifier.ready());
        assertRefused("draining");
        assertThat(closing.join(Duration.ofMillis(200)))
                .as("closed before the answers")
                .isFalse();
        assertThat(network.events).isEmpty();
        network.release();
        assertThat(got(first)).isEqualTo(embedding(1));
        assertThat(got(second)).isEqualTo(embedding(2));
        assertThat(closing.join(LONG)).isTrue();
        assertThat(network.events).containsExactly("session closed", "network closed");
    }

    @Test
    void dropsAfterTheGraceWhatHasNotBegunAndClosesNothingThatRuns() throws InterruptedException {
        restart(16, LONG, 1, Duration.ofMillis(50));
        network.forget();
        network.hold();
        Future<Classification> running = ask(1);
        network.awaitPass();
        Future<Classification> waiting = ask(2);
        awaitDecoders();
        Thread closing = Thread.ofPlatform().start(classifier::close);
        assertThat(refusal(waiting).reason()).isEqualTo("draining");
        assertThat(closing.join(Duration.ofMillis(200))).isFalse();
        assertThat(network.events)
                .as("closing a session in use crashes the JVM")
                .isEmpty();
        network.release();
        assertThat(got(running)).isEqualTo(embedding(1));
        assertThat(closing.join(LONG)).isTrue();
        assertThat(network.events).containsExactly("session closed", "network closed");
    }

    @Test
    void refusesAPhotoWhosePlaceIsOlderThanTheClosing() {
        restart(16, LONG, 1, Duration.ofMillis(1));
        try (Admission place = classifier.admit(LONG)) {
            classifier.close();
            assertThat(refusal(place.classify(DrawnPhoto.grey(1), PooledClassifierTest::staying, () -> {}))
                            .reason())
                    .isEqualTo("draining");
        }
        assertNobodyIsIn();
    }

    @Test
    void closesOnce() {
        classifier.close();
        classifier.close();
        assertThat(network.events).containsExactly("session closed", "network closed");
    }

    @Test
    void leavesNothingOpenIfTheWarmUpFails() {
        classifier.close();
        network.events.clear();
        network.trouble = () -> sneak(new OutOfMemoryError("cork"));
        assertThatThrownBy(() -> classifier(16, LONG, 2, LONG)).hasMessage("cork");
        assertThat(network.events).containsExactly("session closed", "session closed", "network closed");
        eventually(() -> threads().isEmpty());
    }

    private PooledClassifier classifier(int capacity, Duration deadline, int workers, Duration grace) {
        Bundle bundle = new Bundle(
                Path.of("random"), RandomModel.card(1, 16), "hash", RandomModel.graph(), new Weights(Map.of()));
        ClassifierConfig config = new ClassifierConfig(capacity, deadline, 4, workers, 1, 1_000_000);
        return new PooledClassifier(vertx, bundle, network, config, grace, vitals);
    }

    private void restart(int capacity, Duration deadline, int workers, Duration grace) {
        classifier.close();
        network.events.clear();
        network.forget();
        classifier = classifier(capacity, deadline, workers, grace);
    }

    private static boolean staying() {
        return false;
    }

    private Future<Classification> ask(int level) {
        return ask(DrawnPhoto.grey(level), PooledClassifierTest::staying);
    }

    private Future<Classification> ask(byte[] photo, BooleanSupplier abandoned) {
        return ask(photo, abandoned, () -> {});
    }

    private Future<Classification> ask(byte[] photo, BooleanSupplier abandoned, Runnable decoded) {
        Admission place = classifier.admit(LONG);
        return place.classify(photo, abandoned, decoded).onComplete(answer -> place.close());
    }

    /// The decoder works in order: when it has refused this, everything before is in the queue.
    private void awaitDecoders() {
        assertThatThrownBy(() -> got(ask(DAMAGED, PooledClassifierTest::staying)))
                .isInstanceOf(Failure.UnreadableImage.class);
    }

    private static float got(Future<Classification> answer) {
        try {
            return answer.await(10, TimeUnit.SECONDS).embedding()[0];
        } catch (TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }

    private static float embedding(int level) {
        return (level / 255f - 0.485f) / 0.229f;
    }

    /// The place is given back at the same time as the answer, on another thread.
    private void assertNobodyIsIn() {
        eventually(() -> classifier.inFlight() == 0);
    }

    private void assertRefused(String reason) {
        Failure.Overloaded refusal = catchThrowableOfType(Failure.Overloaded.class, () -> classifier.admit(LONG));
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.retryAfter()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    private static Failure.Overloaded refusal(Future<Classification> answer) {
        CompletableFuture<Failure.Overloaded> refusal = new CompletableFuture<>();
        answer.onSuccess(classification -> refusal.completeExceptionally(new AssertionError("it was answered")))
                .onFailure(cause -> refusal.complete((Failure.Overloaded) cause));
        return refusal.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().matches("(decode|inference)-[0-9]+"))
                .toList();
    }

    private static void eventually(BooleanSupplier holds) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            sleep(5);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void sneak(Throwable thrown) {
        switch (thrown) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalArgumentException(thrown);
        }
    }
}
