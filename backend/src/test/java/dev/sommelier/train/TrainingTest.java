package dev.sommelier.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sommelier.failure.Failure;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.RandomModel;
import dev.sommelier.model.Versions;
import dev.sommelier.network.Safetensors;
import dev.sommelier.network.Tensor;
import dev.sommelier.network.Weights;
import dev.sommelier.track.Environment;
import dev.sommelier.track.Run;
import dev.sommelier.track.Runs;
import dev.sommelier.track.StoredRun;
import dev.sommelier.track.Tracking;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whole runs on photos that were drawn for them.
class TrainingTest {
    @TempDir
    Path folder = Path.of("");

    private Path photos = Path.of("");
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void draw() throws IOException {
        photos = DrawnFolder.draw(folder.resolve("photos"));
    }

    @Test
    void publishesABundleWithAllThatItsReaderNeeds() throws Exception {
        Bundle bundle = train(Optional.empty(), Recipes.quick(1e-3), TrainingTest::never);

        assertThat(Versions.open(models().resolve("colours")).hash()).isEqualTo(bundle.hash());
        assertThat(bundle.card().labels()).isEqualTo(DrawnFolder.LABELS);
        assertThat(bundle.card().sha256()).containsOnlyKeys(Bundle.WEIGHTS, Bundle.REFERENCE, Bundle.EVALUATION);
        assertJudged(bundle);
        assertReference(bundle);
        assertKept(bundle);
        assertThat(Files.readString(bundle.folder().resolve(Bundle.CARD)))
                .doesNotContain(folder.toString())
                .contains("weights_sha256", "created");
        assertThat(said()).contains("36 photos of blue, green, red: 24 to train on, 6 for validation, 6 for the test");
    }

    private static void assertJudged(Bundle bundle) {
        JsonNode metrics = new ObjectMapper().valueToTree(bundle.card().metrics());
        for (String side : List.of("/validation", "/test")) {
            assertThat(metrics.at(side + "/photos").asInt()).isEqualTo(6);
            assertThat(metrics.at(side + "/accuracy").asDouble())
                    .isBetween(
                            metrics.at(side + "/accuracy_95/0").asDouble(),
                            metrics.at(side + "/accuracy_95/1").asDouble());
            assertThat(metrics.at(side + "/accuracy_95/1").asDouble()).isPositive();
        }
    }

    /// The run alone says how good its model is, and shows what it took for something else.
    private void assertKept(Bundle bundle) throws IOException {
        StoredRun run = new Runs(folder.resolve("runs")).find("last");
        assertThat(run.artefact("evaluation.json", 1 << 20))
                .hasValueSatisfying(kept ->
                        assertThat(bundle.folder().resolve(Bundle.EVALUATION)).hasBinaryContent(kept));
        assertThat(new String(run.artefact("published.json", 1000).orElseThrow(), UTF_8))
                .contains("\"version\":\"1\"", bundle.hash());
        JsonNode mistakes = new ObjectMapper()
                .readTree(run.artefact("mistakes.json", 1 << 20).orElseThrow());
        JsonNode accuracy =
                new ObjectMapper().valueToTree(bundle.card().metrics()).at("/test/accuracy");
        assertThat(mistakes.path("wrong").asInt())
                .isEqualTo(Math.toIntExact(Math.round(6 * (1 - accuracy.asDouble()))));
        for (JsonNode each : mistakes.path("worst")) {
            assertThat(each.path("predicted")).isNotEqualTo(each.path("true"));
            byte[] picture =
                    run.artefact(each.path("picture").asText(), 1 << 16).orElseThrow();
            Pixels pixels = new PhotoReader(Preprocessing.imagenet(), 1 << 20).decode(picture, 1000, 1000);
            assertThat(Math.max(pixels.width(), pixels.height())).isBetween(1, 160);
        }
    }

    private static void assertReference(Bundle bundle) throws IOException {
        Weights reference = Safetensors.read(bundle.folder().resolve(Bundle.REFERENCE));
        assertThat(reference.get("embedding").shape()).containsExactly(24, 512);
        assertThat(reference.get("label").shape()).containsExactly(24);
    }

    @Test
    void tellsWhichLayersStartFresh() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (String name : RandomModel.weights(1).names()) {
            if (!name.startsWith("layer4") && !name.startsWith("fc")) {
                tensors.put(name, RandomModel.weights(1).get(name));
            }
        }
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> train(weights(tensors), Recipes.quick(1e-3), () -> asked.getAndIncrement() > 0))
                .isInstanceOf(CancellationException.class);
        assertThat(said()).contains("Layers that start fresh: fc, layer4");
    }

    @Test
    void stopsBetweenStepsAndPublishesNothing() {
        AtomicInteger asked = new AtomicInteger();
        BooleanSupplier inTheSecondStep = () -> said().contains("Training for") && asked.incrementAndGet() == 2;
        assertThatThrownBy(() -> train(Optional.empty(), Recipes.quick(1e-3), inTheSecondStep))
                .isInstanceOf(CancellationException.class);
        assertThat(asked).hasValue(2);
        assertThat(said()).contains("Training for 2 epochs of 3 steps");
        assertThat(models()).doesNotExist();
    }

    @Test
    void goesOnOnlyWithThePhotosThatItBeganWith() throws Exception {
        BooleanSupplier inTheSecondEpoch = () -> said().contains("\n    1  ");
        try (Run run = tracking().create("colours", Map.of(), environment(), Map.of())) {
            assertThatThrownBy(() ->
                            training(Recipes.quick(1e-3), inTheSecondEpoch).run(journal(run)))
                    .isInstanceOf(CancellationException.class);
            Path photo = photos.resolve("red/3.jpg");
            Path elsewhere = Files.move(photo, folder.resolve("3.jpg"));
            assertRefused(
                    () -> training(Recipes.quick(1e-3), TrainingTest::never).run(journal(run)),
                    Failure.BadDataset.class,
                    "1 missing (red/3.jpg)");
            Files.move(elsewhere, photo);
            Bundle bundle = training(Recipes.quick(1e-3), TrainingTest::never).run(journal(run));
            assertThat(said()).contains("Going on after epoch 1");

            assertThat(training(Recipes.quick(1e-3), TrainingTest::never)
                            .run(journal(run))
                            .folder())
                    .as("what is published already is not made again")
                    .isEqualTo(bundle.folder());
        }
    }

    @Test
    void refusesOneClass() {
        assertRefused(
                () -> train(photos.resolve("red")), Failure.BadDataset.class, "holds 0 class folders", "at least two");
    }

    @Test
    void refusesAnEmptyClass() throws IOException {
        Path empty = Files.createDirectory(photos.resolve("yellow"));
        assertRefused(() -> train(photos), Failure.BadDataset.class, empty + " is empty");
    }

    @Test
    void refusesAFileOfWeightsThatIsMissingOrNoneAtAll() throws IOException {
        Path file = folder.resolve("weights.safetensors");
        assertRefused(() -> train(Optional.of(file)), Failure.BadConfig.class, "train.weights: " + file + " is not");
        Files.writeString(file, "not weights, but long enough for a header");
        assertRefused(() -> train(Optional.of(file)), Failure.BadConfig.class, "train.weights: " + file + " is not");
    }

    @Test
    void refusesWeightsThatDoNotFit() throws IOException {
        Tensor wrong = new Tensor(List.of(64, 3, 3, 3), new float[64 * 27]);
        assertRefused(
                () -> train(weights(Map.of("conv1.weight", wrong))),
                Failure.BadConfig.class,
                "train.weights: ",
                "holds conv1.weight in shape [64, 3, 3, 3], and resnet18 needs [64, 3, 7, 7]");
        assertRefused(
                () -> train(weights(Map.of("features.0.weight", wrong))),
                Failure.BadConfig.class,
                "holds no layer of resnet18");
        Tensor broken = new Tensor(List.of(64), new float[64]);
        Arrays.fill(broken.values(), Float.NaN);
        assertRefused(
                () -> train(weights(Map.of("bn1.weight", broken))), Failure.BadConfig.class, "holds NaN in bn1.weight");
    }

    @Test
    void publishesNothingWhenTheLossIsNoNumber() {
        Tensor huge = new Tensor(List.of(64), new float[64]);
        Arrays.fill(huge.values(), 3e38f);
        assertRefused(
                () -> train(weights(Map.of("bn1.weight", huge))),
                Failure.BadConfig.class,
                "train.learning-rate: the loss became NaN in epoch 1. Lower it");
        assertThat(models()).doesNotExist();
    }

    @Test
    void saysBeforeTheTrainingThatNothingCanBePublished() throws IOException {
        Files.createFile(models());
        assertRefused(() -> train(photos), Failure.CannotStart.class, "model.folder: nothing can be published in");
    }

    private static boolean never() {
        return false;
    }

    private static void assertRefused(ThrowingCallable run, Class<? extends Failure> kind, String... words) {
        assertThatThrownBy(run).isInstanceOf(kind).message().contains(words);
    }

    private Bundle train(Path photos) throws Exception {
        this.photos = photos;
        return train(Optional.<Path>empty());
    }

    private Bundle train(Optional<Path> weights) throws Exception {
        return train(weights, Recipes.quick(1e-3), TrainingTest::never);
    }

    private Bundle train(Optional<Path> weights, Recipe recipe, BooleanSupplier stop) throws Exception {
        try (Run run = tracking().create("colours", Map.of(), environment(), Map.of())) {
            return training(weights, recipe, stop).run(journal(run));
        }
    }

    private Training training(Recipe recipe, BooleanSupplier stop) {
        return training(Optional.empty(), recipe, stop);
    }

    private Training training(Optional<Path> weights, Recipe recipe, BooleanSupplier stop) {
        Console console = new Console(new PrintStream(said, true, UTF_8), false);
        return new Training(Recipes.config(photos, models(), weights, recipe), console, stop);
    }

    private static Journal journal(Run run) {
        return new Journal(run.folder(), "c0ffee", run);
    }

    private Tracking tracking() {
        return new Tracking(folder.resolve("runs"), Duration.ZERO, warning -> said.writeBytes(warning.getBytes(UTF_8)));
    }

    private static Environment environment() {
        return Environment.current(Map.of(), Optional.empty(), List.of());
    }

    private Optional<Path> weights(Map<String, Tensor> tensors) throws IOException {
        Path file = folder.resolve("some.safetensors");
        return Optional.of(Files.write(file, Safetensors.write(new Weights(tensors))));
    }

    private Path models() {
        return folder.resolve("models");
    }

    private String said() {
        return said.toString(UTF_8);
    }
}
