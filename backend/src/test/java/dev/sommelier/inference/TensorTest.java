package dev.sommelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import dev.sommelier.inference.Classifier.Admission;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.RandomModel;
import dev.sommelier.network.Weights;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Network input that clients made themselves goes the way of photos.
class TensorTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final int FLOATS = 3 * 16 * 16;

    private final Vertx vertx = Vertx.vertx();
    private final FakeNetwork network = new FakeNetwork();
    private final PooledClassifier classifier = new PooledClassifier(
            vertx,
            new Bundle(Path.of(""), RandomModel.card(1, 16), "", RandomModel.graph(), new Weights(Map.of())),
            network,
            new ClassifierConfig(4, LONG, 4, 1, 1, 1_000_000),
            LONG);

    @AfterEach
    void close() {
        network.release();
        classifier.close();
        vertx.close().await();
    }

    @Test
    void saysThatItsNumbersAreTooLargeWhereNoProbabilityComesOut() {
        network.logit = first -> Double.NaN;
        assertThatThrownBy(() -> got(ask(FloatBuffer.allocate(FLOATS), () -> {})))
                .hasRootCauseInstanceOf(Failure.BadRequest.class)
                .hasMessageContaining("too large");
    }

    @Test
    void isCopiedFromWhereverItLies() {
        FloatBuffer two = FloatBuffer.allocate(2 * FLOATS).put(FLOATS, 0.5f);
        AtomicBoolean copied = new AtomicBoolean();
        Classification answer = got(ask(two.slice(FLOATS, FLOATS), () -> copied.set(true)));
        assertThat(answer.embedding()).containsExactly(0.5f);
        assertThat(answer.image()).isEmpty();
        assertThat(copied).isTrue();
        assertThat(network.inputs.getLast().isDirect()).isTrue();
        assertThat(two.position()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, FLOATS - 1, FLOATS + 1})
    void mustHaveTheSizeOfOnePicture(int floats) {
        assertRefused(FloatBuffer.allocate(floats), "The tensor has %d numbers, and one picture".formatted(floats));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void mustBeFinite(float wrong) {
        assertRefused(FloatBuffer.allocate(FLOATS).put(FLOATS - 1, wrong), "number 767 is " + wrong);
    }

    @Test
    void waitsInTheSameQueueAndIsDroppedFromIt() {
        network.forget();
        network.hold();
        Future<Classification> first = ask(FloatBuffer.allocate(FLOATS), () -> {});
        network.awaitPass();
        AtomicBoolean left = new AtomicBoolean();
        Admission place = classifier.admit(LONG);
        Future<Classification> second = place.classifyTensor(FloatBuffer.allocate(FLOATS), left::get, () -> {})
                .onComplete(over -> place.close());
        assertThat(classifier.inFlight()).isEqualTo(2);
        left.set(true);
        network.release();
        got(first);
        assertThatThrownBy(() -> got(second)).hasRootCauseInstanceOf(CancellationException.class);
        assertThat(network.batches).containsExactly(1);
        assertThat(classifier.inFlight()).isZero();
    }

    private void assertRefused(FloatBuffer tensor, String words) {
        assertThatThrownBy(() -> got(ask(tensor, () -> {})))
                .hasRootCauseInstanceOf(Failure.BadRequest.class)
                .hasMessageContaining(words);
        assertThat(classifier.inFlight()).isZero();
    }

    private Future<Classification> ask(FloatBuffer tensor, Runnable copied) {
        Admission place = classifier.admit(LONG);
        return place.classifyTensor(tensor, () -> false, copied).onComplete(over -> place.close());
    }

    private static Classification got(Future<Classification> answer) {
        return answer.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
