package dev.sommelier.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import dev.sommelier.network.Safetensors;
import dev.sommelier.network.Tensor;
import dev.sommelier.network.Weights;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FamiliarityCheckTest {
    private static final int WIDTH = 512;

    @TempDir
    Path folder = Path.of("");

    @Test
    void isThereOnlyWhereTheCardStatesIt() throws IOException {
        assertThat(FamiliarityCheck.of(Bundle.open(Drinks.write(folder, 1)))).isEmpty();
    }

    @Test
    void findsPhotosLikeThoseOfTheReferenceFamiliarAndOthersNot() throws IOException {
        FamiliarityCheck check = check(tensors(embeddings(60), labels(60)));
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 20; i++) {
            assertThat(check.check(List.of(embedding(random, 0))).getFirst().familiar())
                    .isTrue();
            assertThat(check.check(List.of(embedding(random, WIDTH / 2)))
                            .getFirst()
                            .familiar())
                    .isFalse();
        }
    }

    @Test
    void doesNotCountHowStrongAnEmbeddingIs() throws IOException {
        FamiliarityCheck check = check(tensors(embeddings(60), labels(60)));
        float[] embedding = embedding(new SplittableRandom(9), 0);
        float[] doubled = embedding.clone();
        for (int d = 0; d < WIDTH; d++) {
            doubled[d] *= 2;
        }
        assertThat(check.check(List.of(doubled)).getFirst())
                .isEqualTo(check.check(List.of(embedding)).getFirst());
    }

    @ParameterizedTest
    @ValueSource(floats = {0, -1, Float.NaN, Float.POSITIVE_INFINITY, Float.MAX_VALUE, Float.MIN_VALUE})
    void givesEveryEmbeddingAScoreThatJsonHasAWordFor(float value) throws IOException {
        FamiliarityCheck check = check(tensors(embeddings(60), labels(60)));
        float[] all = new float[WIDTH];
        Arrays.fill(all, value);
        float[] one = new float[WIDTH];
        one[3] = value;
        assertThat(check.check(List.of(all)).getFirst().score()).isBetween(0f, 1f);
        assertThat(check.check(List.of(one)).getFirst().score()).isBetween(0f, 1f);
    }

    @Test
    void takesEvenlySpreadPhotosOfVeryMany() throws IOException {
        float[] few = embeddings(61);
        float[] many = new float[7_000 * WIDTH];
        for (int i = 0; i < 7_000; i++) {
            System.arraycopy(few, i % 61 * WIDTH, many, i * WIDTH, WIDTH);
        }
        FamiliarityCheck check = check(tensors(many, labels(7_000)));
        for (int i = 0; i < 61; i++) {
            float[] embedding = Arrays.copyOfRange(few, i * WIDTH, (i + 1) * WIDTH);
            assertThat(check.check(List.of(embedding)).getFirst().familiar()).isTrue();
        }
        assertThat(check.check(List.of(embedding(new SplittableRandom(9), WIDTH / 2)))
                        .getFirst()
                        .familiar())
                .isFalse();
    }

    static Stream<Arguments> damaged() {
        float[] sound = embeddings(4);
        return Stream.of(
                Arguments.of(tensors(with(sound, Float.NaN), labels(4)), "tensor embedding holds NaN"),
                Arguments.of(
                        tensors(new float[4 * WIDTH], labels(4)),
                        "tensor embedding cannot be used: the embeddings are all alike"),
                Arguments.of(
                        tensors(embeddings(1), labels(1)),
                        "tensor embedding cannot be used: the embeddings are all alike"),
                Arguments.of(tensors(new float[0], labels(0)), "tensor embedding has shape [0, 512]"),
                Arguments.of(
                        Map.of("embedding", new Tensor(List.of(WIDTH, 4), sound), "label", vector(labels(4))),
                        "tensor embedding has shape [512, 4], and needs (N, 512) with N at least 1"),
                Arguments.of(
                        Map.of("embedding", vector(sound), "label", vector(labels(4))),
                        "tensor embedding has shape [2048]"),
                Arguments.of(tensors(sound, labels(5)), "tensor label has shape [5], and embedding has 4 rows"),
                Arguments.of(tensors(sound, with(labels(4), 2)), "tensor label holds 2.0, and there are 2 classes"),
                Arguments.of(tensors(sound, with(labels(4), -1)), "tensor label holds -1.0"),
                Arguments.of(tensors(sound, with(labels(4), 0.5f)), "tensor label holds 0.5"),
                Arguments.of(tensors(sound, with(labels(4), Float.NaN)), "tensor label holds NaN"),
                Arguments.of(Map.of("label", vector(labels(4))), "tensor embedding is missing"),
                Arguments.of(Map.of("embedding", new Tensor(List.of(4, WIDTH), sound)), "tensor label is missing"));
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void refusesADamagedReference(Map<String, Tensor> tensors, String reason) throws IOException {
        Bundle bundle = bundle(Map.of(Bundle.REFERENCE, written(tensors)));
        assertRefused(bundle, Bundle.REFERENCE, reason);
    }

    @Test
    void refusesAReferenceOfAnotherForm() throws IOException {
        byte[] text = "photos".getBytes(StandardCharsets.UTF_8);
        assertRefused(bundle(Map.of(Bundle.REFERENCE, text)), Bundle.REFERENCE, "is not a safetensors file");
    }

    @Test
    void refusesAHugeReferenceUnread() throws IOException {
        Bundle bundle = bundle(Map.of(Bundle.REFERENCE, new byte[1]));
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve(Bundle.REFERENCE).toFile(), "rw")) {
            file.setLength((256L << 20) + 1);
        }
        assertRefused(bundle, Bundle.REFERENCE, "is larger than 268,435,456 bytes");
    }

    @Test
    void refusesABundleWithoutTheReferenceThatItsCardNeeds() throws IOException {
        assertRefused(bundle(Map.of()), Bundle.CARD, "states familiarity, and no sha256 for reference.safetensors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.1", "1.1", "1e99"})
    void refusesAThresholdThatNoScoreHas(String threshold) throws IOException {
        Bundle.write(folder, card(Map.of()), Map.of(Bundle.WEIGHTS, new byte[0]));
        Path card = folder.resolve(Bundle.CARD);
        Files.writeString(card, Files.readString(card).replace("\"threshold\" : 0.2", "\"threshold\" : " + threshold));
        assertThatThrownBy(() -> Bundle.open(folder))
                .isInstanceOf(Failure.BadBundle.class)
                .hasMessageContaining("familiarity: threshold must be 0 to 1, got");
    }

    private void assertRefused(Bundle bundle, String file, String reason) {
        assertThatThrownBy(() -> FamiliarityCheck.of(bundle))
                .isInstanceOf(Failure.BadBundle.class)
                .hasMessageStartingWith(folder.resolve(file) + ": ")
                .hasMessageContaining(reason);
    }

    private FamiliarityCheck check(Map<String, Tensor> tensors) throws IOException {
        return FamiliarityCheck.of(bundle(Map.of(Bundle.REFERENCE, written(tensors))))
                .orElseThrow();
    }

    /// A bundle of which only the reference lies on disk.
    private Bundle bundle(Map<String, byte[]> files) throws IOException {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
            hashes.put(file.getKey(), "hash");
        }
        Tensor head = new Tensor(List.of(2, WIDTH), new float[2 * WIDTH]);
        return new Bundle(folder, card(hashes), "hash", RandomModel.graph(), new Weights(Map.of("fc.weight", head)));
    }

    private static ModelCard card(Map<String, String> hashes) {
        ModelCard plain = Drinks.card(1);
        return new ModelCard(
                plain.schema(),
                plain.name(),
                plain.version(),
                plain.labels(),
                plain.architecture(),
                plain.preprocessing(),
                plain.calibration(),
                Optional.of(new ModelCard.Familiarity(0.2f)),
                plain.int8(),
                plain.metrics(),
                plain.provenance(),
                hashes);
    }

    private static byte[] written(Map<String, Tensor> tensors) {
        return Safetensors.write(new Weights(tensors));
    }

    private static Map<String, Tensor> tensors(float[] embeddings, float[] labels) {
        return Map.of(
                "embedding",
                new Tensor(List.of(embeddings.length / WIDTH, WIDTH), embeddings),
                "label",
                vector(labels));
    }

    private static Tensor vector(float[] values) {
        return new Tensor(List.of(values.length), values);
    }

    private static float[] with(float[] values, float value) {
        float[] changed = values.clone();
        changed[values.length / 2] = value;
        return changed;
    }

    private static float[] labels(int count) {
        float[] labels = new float[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % 2;
        }
        return labels;
    }

    private static float[] embeddings(int count) {
        SplittableRandom random = new SplittableRandom(4);
        float[] all = new float[count * WIDTH];
        for (int i = 0; i < count; i++) {
            System.arraycopy(embedding(random, 0), 0, all, i * WIDTH, WIDTH);
        }
        return all;
    }

    /// Half of the values are strong, from one on.
    private static float[] embedding(SplittableRandom random, int from) {
        float[] embedding = new float[WIDTH];
        for (int d = 0; d < WIDTH; d++) {
            boolean strong = Math.floorMod(d - from, WIDTH) < WIDTH / 2;
            embedding[d] = (float) Math.abs(random.nextGaussian() * 0.2 + (strong ? 2 : 0.3));
        }
        return embedding;
    }
}
