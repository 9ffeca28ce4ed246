package dev.sommelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.util.cuda.CudaUtils;
import dev.sommelier.failure.Failure;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.RandomModel;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A real bundle on the real engines.
class EnginesTest {
    private static final List<String> ENGINES = List.of("onnxruntime", "pytorch");
    private static final int IMAGE = 3 * 64 * 64;

    @TempDir
    Path folder = Path.of("");

    private Bundle bundle =
            new Bundle(Path.of(""), RandomModel.card(1, 64), "", RandomModel.graph(), RandomModel.weights(1));

    @BeforeEach
    void publish() throws IOException {
        bundle = RandomModel.publish(folder.resolve("models"));
    }

    @Test
    void giveAPhotoTheSameProbabilitiesOnEachEngineAloneAndInABatch() {
        List<float[]> expected = run("onnxruntime", images(5), 5);
        assertThat(expected.getFirst()[0]).as("photos differ").isNotEqualTo(expected.getLast()[0]);
        assertAgree(run("pytorch", images(5), 5), expected);
        for (String engine : ENGINES) {
            for (int i = 0; i < 5; i++) {
                assertAgree(run(engine, images(5).slice(i * IMAGE, IMAGE), 1), List.of(expected.get(i)));
            }
        }
    }

    @Test
    void spreadAPassOverThreadsWithoutChangingItsAnswerWhileOthersRun() throws Exception {
        List<float[]> expected = run("onnxruntime", images(5), 5);
        try (Network network = engines("onnxruntime", "cpu").load(bundle);
                Session narrow = network.open(1);
                Session wide = network.open(3);
                ExecutorService other = Executors.newSingleThreadExecutor()) {
            assertThat(network.choosesThreads()).isTrue();
            Future<Outputs> beside = other.submit(() -> narrow.run(images(5), 5));
            for (int i = 0; i < 3; i++) {
                assertAgree(probabilities(wide.run(images(5), 5)), expected);
            }
            assertAgree(probabilities(beside.get()), expected);
        }
    }

    @Test
    void chooseOnnxRuntimeOnAMachineWithoutAGpu() {
        assumeTrue(CudaUtils.getGpuCount() == 0);
        try (Network network = engines("auto", "auto").load(bundle)) {
            assertThat(network.engine()).isEqualTo("onnxruntime");
            assertThat(network.device()).isEqualTo("cpu");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpu", "gpu:3"})
    void sayThatThereIsNoSuchGpu(String device) {
        assumeTrue(CudaUtils.getGpuCount() == 0);
        assertThatThrownBy(() -> engines("pytorch", device).load(bundle))
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageStartingWith("inference.device: " + device + " is asked for, and pytorch can use 0 GPUs")
                .hasMessageEndingWith("Use auto or cpu.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"onnxruntime", "pytorch"})
    void compileABundleOnceAndAgainWhenTheFileIsGoneOrDamaged(String engine) throws IOException {
        List<float[]> expected = run(engine, images(1), 1);
        FileTime old = FileTime.fromMillis(0);
        Files.setLastModifiedTime(cached(), old);
        assertAgree(run(engine, images(1), 1), expected);
        assertThat(Files.getLastModifiedTime(cached())).as("compiled again").isEqualTo(old);

        byte[] whole = Files.readAllBytes(cached());
        Files.delete(cached());
        assertAgree(run(engine, images(1), 1), expected);
        assertThat(cached()).hasBinaryContent(whole);

        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 0x40;
        for (byte[] damage : List.of(new byte[0], "garbage".getBytes(StandardCharsets.UTF_8), flipped)) {
            Files.write(cached(), damage);
            assertAgree(run(engine, images(1), 1), expected);
            assertThat(cached()).hasBinaryContent(whole);
        }
    }

    @Test
    void sayThatTheCacheCannotBeUsed() throws IOException {
        Path file = Files.createFile(folder.resolve("cache"));
        assertThatThrownBy(() -> engines("onnxruntime", "cpu").load(bundle))
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageStartingWith("inference.cache: " + file + " cannot be used");
    }

    @ParameterizedTest
    @ValueSource(strings = {"onnxruntime", "pytorch"})
    void loadABundleTwiceAtOnce(String engine) throws Exception {
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            Future<List<float[]>> one = both.submit(() -> run(engine, images(1), 1));
            Future<List<float[]>> other = both.submit(() -> run(engine, images(1), 1));
            assertAgree(one.get(), other.get());
        }
        assertThat(cached()).isRegularFile();
    }

    private Engines engines(String engine, String device) {
        return new Engines(new EngineConfig(engine, device, 1, folder.resolve("cache")));
    }

    /// One array of probabilities for each image.
    private List<float[]> run(String engine, FloatBuffer images, int count) {
        try (Network network = engines(engine, "cpu").load(bundle);
                Session session = network.open()) {
            assertThat(network.engine()).isEqualTo(engine);
            Outputs outputs = session.run(images, count);
            assertThat(outputs.embedding(0)).hasSize(512);
            assertThat(outputs.activation(0)).hasSize(3 * 2 * 2);
            return probabilities(outputs);
        }
    }

    private List<float[]> probabilities(Outputs outputs) {
        return IntStream.range(0, outputs.count())
                .mapToObj(i -> bundle.card().calibration().probabilities(outputs.logits(i)))
                .toList();
    }

    /// The one file that the cache holds.
    private Path cached() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache").resolve(bundle.hash()))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    private static FloatBuffer images(int count) {
        SplittableRandom random = new SplittableRandom(3);
        FloatBuffer images = DirectFloats.of(count * IMAGE);
        for (int i = 0; i < images.capacity(); i++) {
            images.put(i, (float) random.nextGaussian());
        }
        return images;
    }

    private static void assertAgree(List<float[]> actual, List<float[]> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i)).containsExactly(expected.get(i), within(1e-4f));
        }
    }
}
