package dev.sommelier.predict;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.Format;
import dev.sommelier.image.Header;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.inference.Classification;
import dev.sommelier.inference.Classification.ActivationMap;
import dev.sommelier.inference.Classification.Timing;
import dev.sommelier.inference.Classifier;
import dev.sommelier.model.FamiliarityCheck;
import dev.sommelier.model.ModelCard;
import io.vertx.core.Future;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// Says "wine" to every photo, unless a test tells it otherwise.
final class FakeClassifier implements Classifier {

    static final List<String> LABELS = List.of("beer", "whiskey", "wine");

    private final AtomicInteger inFlight = new AtomicInteger();
    volatile boolean ready = true;
    volatile int capacity = 4;
    volatile int waiting;
    volatile byte[] seen = {};
    volatile Duration given = Duration.ZERO;
    volatile Runnable decoded = () -> {};
    volatile Function<float[], Future<Classification>> tensorAnswer = tensor -> Future.succeededFuture(wine());
    volatile BiFunction<byte[], BooleanSupplier, Future<Classification>> answer =
            (photo, abandoned) -> Future.succeededFuture(wine());

    static Classification wine() {
        return wine(Optional.empty());
    }

    static Classification wine(Optional<FamiliarityCheck.Result> familiarity) {
        return answer(familiarity, 2, 0.02f, 0.05f, 0.93f);
    }

    /// @param height of the activation map
    static Classification large(int height) {
        return answer(Optional.empty(), height, 0.02f, 0.05f, 0.93f);
    }

    static Classification answer(float... probabilities) {
        return answer(Optional.empty(), 2, probabilities);
    }

    private static Classification answer(
            Optional<FamiliarityCheck.Result> familiarity, int height, float... probabilities) {
        float[] activation = new float[3 * height * 2];
        for (int i = 0; i < activation.length; i++) {
            activation[i] = i;
        }
        return new Classification(
                model(),
                probabilities,
                new float[] {1, 2},
                familiarity,
                new ActivationMap(3, height, 2, activation),
                Optional.of(new Header(Format.JPEG, 640, 480, 1)),
                new Timing(Duration.ofNanos(400_000), Duration.ofMillis(5), Duration.ofNanos(48_260_000)));
    }

    @Override
    public ModelCard card() {
        return model();
    }

    private static ModelCard model() {
        return new ModelCard(
                1,
                "drinks",
                "1",
                LABELS,
                "resnet18",
                Preprocessing.imagenet(),
                new ModelCard.Calibration(1.5f),
                Optional.empty(),
                Optional.empty(),
                Map.of("accuracy", 0.93),
                Map.of("seed", 7),
                Map.of());
    }

    @Override
    public String engine() {
        return "fake";
    }

    @Override
    public String precision() {
        return "fp32";
    }

    @Override
    public String device() {
        return "cpu";
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public int inFlight() {
        return inFlight.get();
    }

    @Override
    public int waiting() {
        return waiting;
    }

    @Override
    public void requireRoom(Duration patience) {
        if (inFlight.get() >= capacity) {
            throw full();
        }
    }

    @Override
    public Admission admit(Duration patience) {
        given = patience;
        if (inFlight.incrementAndGet() > capacity) {
            inFlight.decrementAndGet();
            throw full();
        }
        return new Place();
    }

    private static Failure.Overloaded full() {
        return new Failure.Overloaded(
                "queue-full", "All places are taken. Send the photo again later.", Duration.ofMillis(1500));
    }

    private final class Place implements Admission {
        private final AtomicBoolean open = new AtomicBoolean(true);

        @Override
        public Future<Classification> classify(byte[] photo, BooleanSupplier abandoned, Runnable decoded) {
            FakeClassifier.this.decoded = decoded;
            seen = photo;
            return answer.apply(photo, abandoned);
        }

        @Override
        public Future<Classification> classifyTensor(FloatBuffer tensor, BooleanSupplier abandoned, Runnable copied) {
            float[] copy = new float[tensor.remaining()];
            tensor.duplicate().get(copy);
            copied.run();
            return tensorAnswer.apply(copy);
        }

        @Override
        public void close() {
            if (open.getAndSet(false)) {
                inFlight.decrementAndGet();
            }
        }
    }
}
