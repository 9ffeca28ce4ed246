package dev.sommelier.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.DrawnPhoto;
import dev.sommelier.inference.Classification;
import dev.sommelier.inference.Classifier;
import dev.sommelier.inference.ClassifierConfig;
import dev.sommelier.inference.ClassifierLoader;
import dev.sommelier.inference.EngineConfig;
import dev.sommelier.inference.Engines;
import dev.sommelier.inference.LayoutFinder;
import dev.sommelier.inference.LiveClassifier;
import dev.sommelier.inference.Network;
import dev.sommelier.inference.Session;
import dev.sommelier.inference.Vitals;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.Versions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Versions on disk, on a real engine that the tests can hold while it loads. Version 1 answers at first.
class ModelSwapTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final byte[] PHOTO = DrawnPhoto.tiles(0.1f, 100, 1);

    @TempDir
    static Path shared = Path.of("");

    private static PublishedVersions published = new PublishedVersions(shared);

    @TempDir
    Path folder = Path.of("");

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Opened> opened = new CopyOnWriteArrayList<>();
    private volatile Runnable loading = () -> {};
    private Optional<LiveClassifier> classifier = Optional.empty();
    private Optional<ModelSwap> swapping = Optional.empty();
    private Optional<ModelWatch> watch = Optional.empty();

    /// A network of the real engine, and how often it was closed.
    private record Opened(Network network, AtomicInteger closings) implements Network {
        @Override
        public String engine() {
            return network.engine();
        }

        @Override
        public String precision() {
            return network.precision();
        }

        @Override
        public String device() {
            return network.device();
        }

        @Override
        public Session open() {
            return network.open();
        }

        @Override
        public void close() {
            closings.incrementAndGet();
            network.close();
        }
    }

    @BeforeAll
    static void publish() throws IOException {
        published = PublishedVersions.in(shared.resolve("models"));
    }

    @BeforeEach
    void serveTheFirst() throws IOException {
        published.put(1, folder);
        serve(Optional.of(new Versions(folder)));
    }

    private void serve(Optional<Versions> versions) {
        Engines engines = new Engines(new EngineConfig("onnxruntime", "cpu", 1, shared.resolve("cache")));
        ClassifierLoader loader = new ClassifierLoader(
                vertx,
                bundle -> {
                    loading.run();
                    Opened network = new Opened(engines.load(bundle), new AtomicInteger());
                    opened.add(network);
                    return network;
                },
                new ClassifierConfig(16, Duration.ofSeconds(10), 4, 1, 1, 1_000_000),
                Duration.ofSeconds(1),
                new LayoutFinder(shared, false),
                new Vitals());
        Bundle first = new Versions(folder).open(1);
        LiveClassifier live = new LiveClassifier(loader.load(first));
        classifier = Optional.of(live);
        swapping = Optional.of(new ModelSwap(first, versions, live, loader, LONG, registry));
    }

    @AfterEach
    void close() {
        watch.ifPresent(ModelWatch::close);
        swap().close();
        classifier().close();
        vertx.close().await();
        assertThat(opened).allMatch(network -> network.closings().get() == 1);
    }

    @Test
    void letsAnotherVersionAnswerAndClosesTheOneBefore() throws IOException {
        published.put(2, folder);
        Classification before = answer();
        Activation activation = swap().activate("2");
        assertThat(activation.changed()).isTrue();
        assertThat(activation.before().version()).isEqualTo("1");
        assertThat(activation.now().version()).isEqualTo("2");
        assertThat(closings()).containsExactly(1, 0);
        Classification after = answer();
        assertThat(after.model().version()).isEqualTo("2");
        assertThat(after.probabilities()).isNotEqualTo(before.probabilities());
        assertThat(info()).isEqualTo("random 2");

        swap().activate("1");
        Classification back = answer();
        assertThat(back.model().version()).isEqualTo("1");
        assertThat(back.probabilities()).isEqualTo(before.probabilities());
        assertThat(closings()).containsExactly(1, 1, 0);
        assertThat(info()).isEqualTo("random 1");
        assertThat(swaps("ok")).isEqualTo(2);
    }

    @Test
    void loadsNothingForTheVersionThatAnswersAlready() {
        assertThat(swap().activate("1").changed()).isFalse();
        assertThat(opened).hasSize(1);
        assertThat(swaps("ok")).isZero();
    }

    @Test
    void namesTheVersionsThatThereAre() throws IOException {
        published.put(2, folder);
        for (String wanted : List.of("3", "current", "01", "../1", "")) {
            assertThatThrownBy(() -> swap().activate(wanted))
                    .isInstanceOf(Failure.UnknownVersion.class)
                    .hasMessage("There is no version '%s'. There are: 2, 1.", wanted);
        }
    }

    @Test
    void saysThatOneBundleHasNoVersions() {
        swap().close();
        classifier().close();
        serve(Optional.empty());
        assertThatThrownBy(() -> swap().activate("1"))
                .isInstanceOf(Failure.Conflict.class)
                .hasMessageStartingWith("serve.model is one bundle");
        assertThatThrownBy(() -> ModelWatch.start(swap(), LONG))
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessageStartingWith("serve.watch: needs serve.model to be a folder of versions");
    }

    @Test
    void changesNothingForAVersionThatIsDamaged() throws IOException {
        published.put(2, folder);
        Path weights = folder.resolve("2").resolve(Bundle.WEIGHTS);
        byte[] whole = Files.readAllBytes(weights);
        replace(weights, new byte[100]);
        assertRefused("2", "Version 2: 2/model.safetensors: is damaged: its sha256 is ");
        whole[whole.length / 2] ^= 0x40;
        replace(weights, whole);
        assertRefused("2", "Version 2: 2/model.safetensors: is damaged: its sha256 is ");
        Files.delete(weights);
        assertRefused("2", "Version 2: 2/model.safetensors: is missing");
        Files.delete(folder.resolve("2").resolve(Bundle.CARD));
        assertRefused("2", "Version 2: 2/model.json: is missing");
        assertThat(opened).hasSize(1);
        assertThat(swaps("refused")).isEqualTo(4);
    }

    @Test
    void changesNothingForAVersionWhoseNetworkMakesNoNumbers() throws IOException {
        published.put(3, folder);
        assertRefused("3", "Version 3: 3/model.safetensors: makes a network that computes ");
        assertThat(closings()).containsExactly(0, 1);
    }

    @Test
    void changesNothingForAVersionUnderAnotherNumber() throws IOException {
        published.put(2, folder);
        Files.move(folder.resolve("2"), folder.resolve("5"));
        assertRefused("5", "Version 5: 5/model.json: states version 2, and lies in folder 5");
    }

    @Test
    void saysNothingOfTheInsideWhenTheEngineBreaks() throws IOException {
        published.put(2, folder);
        for (Throwable broken : List.of(
                new IllegalStateException("cork at /home/somebody"),
                new OutOfMemoryError("cork at /home/somebody"),
                new Failure.CannotStart("cannot load /home/somebody/model.onnx"))) {
            loading = () -> sneak(broken);
            assertRefused("2", "Version 2: The engine cannot load or run it here. The log says more.");
        }
        loading = () -> sneak(new Failure.CannotStart("inference.precision: int8 is asked for, and cannot be."));
        assertRefused("2", "Version 2: inference.precision: int8 is asked for, and cannot be.");
        loading = () -> {};
        assertThat(swap().activate("2").changed()).isTrue();
    }

    @Test
    void changesOneVersionAtATime() throws Exception {
        published.put(2, folder);
        CountDownLatch gate = new CountDownLatch(1);
        CompletableFuture<Activation> first = held("2", gate);
        assertThatThrownBy(() -> swap().activate("2"))
                .isInstanceOf(Failure.Conflict.class)
                .hasMessageStartingWith("Another version is being activated.");
        assertThat(answer().model().version()).as("answers meanwhile").isEqualTo("1");
        gate.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS).changed()).isTrue();
        assertThat(swap().activate("1").changed()).isTrue();
    }

    @Test
    void closesWhatItLoadedIfTheServiceStopsMeanwhile() throws Exception {
        published.put(2, folder);
        CountDownLatch gate = new CountDownLatch(1);
        CompletableFuture<Activation> activation = held("2", gate);
        Thread closing = Thread.ofPlatform().start(() -> swap().close());
        assertThat(closing.join(Duration.ofMillis(200))).as("waits").isFalse();
        gate.countDown();
        assertThat(closing.join(LONG)).isTrue();
        assertThatThrownBy(activation::join).hasCauseInstanceOf(Failure.Overloaded.class);
        assertThat(closings()).containsExactly(0, 1);
        assertThat(answer().model().version()).isEqualTo("1");
        assertThatThrownBy(() -> swap().activate("2")).isInstanceOf(Failure.Overloaded.class);
        assertThat(swaps("refused")).isZero();
    }

    @Test
    void takesANewerVersionByItselfButNeverOneThatSomebodyWentBackFrom() throws IOException {
        published.put(2, folder);
        swap().activate("2");
        swap().activate("1");
        look();
        stays(() -> swap().live() == 1);
        published.put(4, folder);
        eventually(() -> swaps("ok") == 3);
        assertThat(swap().live()).isEqualTo(4);
        assertThat(answer().label()).isIn(PublishedVersions.OTHER_LABELS);
        swap().activate("1");
        stays(() -> swap().live() == 1);
    }

    @Test
    void looksForNewerVersionsOnlyWhileNothingElseChanges() throws Exception {
        published.put(2, folder);
        CountDownLatch gate = new CountDownLatch(1);
        CompletableFuture<Activation> activation = held("2", gate);
        Files.move(folder.resolve("2"), shared.resolve("away"));
        try {
            assertThatThrownBy(() -> swap().activateNewest())
                    .as("also where there is nothing to activate")
                    .isInstanceOf(Failure.Conflict.class);
        } finally {
            Files.move(shared.resolve("away"), folder.resolve("2"));
            gate.countDown();
        }
        activation.join();
        swap().activateNewest();
        assertThat(swap().live()).isEqualTo(2);
    }

    @Test
    void triesABadVersionOnceAndAgainWhenItChanged() throws IOException {
        published.put(3, folder);
        look();
        eventually(() -> swaps("refused") == 1);
        published.put(2, folder);
        eventually(() -> swap().live() == 2);
        stays(() -> swaps("refused") == 1);
        Files.setLastModifiedTime(folder.resolve("3").resolve(Bundle.CARD), FileTime.fromMillis(0));
        eventually(() -> swaps("refused") == 2);
        stays(() -> swaps("refused") == 2 && swap().live() == 2);
    }

    private void look() {
        watch = Optional.of(ModelWatch.start(swap(), Duration.ofMillis(100)));
    }

    /// An activation that is held while it loads.
    private CompletableFuture<Activation> held(String version, CountDownLatch gate) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        loading = () -> {
            begun.countDown();
            await(gate);
        };
        CompletableFuture<Activation> activation = CompletableFuture.supplyAsync(() -> swap().activate(version));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        return activation;
    }

    private void assertRefused(String version, String reason) {
        Failure.ModelRefused refusal = catchThrowableOfType(Failure.ModelRefused.class, () -> swap().activate(version));
        assertThat(refusal).hasMessageStartingWith(reason);
        assertThat(refusal.getMessage()).doesNotContain(folder.toString(), "somebody");
        assertThat(swap().live()).isEqualTo(1);
        assertThat(answer().model().version()).isEqualTo("1");
        assertThat(info()).isEqualTo("random 1");
    }

    private Classification answer() {
        try (Classifier.Admission place = classifier().admit(LONG)) {
            return place.classify(PHOTO, () -> false, () -> {}).await();
        }
    }

    private LiveClassifier classifier() {
        return classifier.orElseThrow();
    }

    private ModelSwap swap() {
        return swapping.orElseThrow();
    }

    private List<Integer> closings() {
        return opened.stream().map(network -> network.closings().get()).toList();
    }

    /// Name and version of the one model that answers.
    private String info() {
        Gauge gauge = registry.get("sommelier.model.info").gauge();
        assertThat(registry.get("sommelier.model.info").gauges()).hasSize(1);
        assertThat(gauge.value()).isEqualTo(1);
        return gauge.getId().getTag("name") + " " + gauge.getId().getTag("version");
    }

    private double swaps(String result) {
        return registry.get("sommelier.model.swaps")
                .tag("result", result)
                .counter()
                .count();
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Files.delete(file);
        Files.write(file, content);
    }

    private static void eventually(BooleanSupplier holds) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
            sleep(20);
        }
    }

    /// For some looks of the watch.
    private static void stays(BooleanSupplier holds) {
        for (int i = 0; i < 5; i++) {
            sleep(100);
            assertThat(holds.getAsBoolean()).isTrue();
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
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
