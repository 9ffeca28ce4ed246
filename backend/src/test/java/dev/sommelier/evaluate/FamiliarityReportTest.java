package dev.sommelier.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.image.Pixels;
import dev.sommelier.inference.EngineConfig;
import dev.sommelier.inference.Engines;
import dev.sommelier.inference.Network;
import dev.sommelier.inference.Session;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.EmbeddingGaussian;
import dev.sommelier.model.FamiliarityCheck;
import dev.sommelier.model.ModelCard;
import dev.sommelier.model.RandomModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FamiliarityReportTest {
    private static final int WIDTH = 24;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 20, 21, 199, 1000})
    void atLeastNineteenInTwentyValidationPhotosPass(int photos) {
        EmbeddingGaussian training = new EmbeddingGaussian(embeddings(1, 300, 1));
        List<float[]> validation = embeddings(2, photos, 1);
        FamiliarityCheck check = new FamiliarityCheck(training, FamiliarityFit.fit(training, validation));
        long passed = validation.stream()
                .filter(photo -> check.check(List.of(photo)).getFirst().familiar())
                .count();
        assertThat((double) passed / photos).isBetween(0.95, photos < 100 ? 1.0 : 0.955);
    }

    @Test
    void reportsHowWellOthersAreTold() {
        EmbeddingGaussian training = new EmbeddingGaussian(embeddings(1, 300, 1));
        FamiliarityCheck check = new FamiliarityCheck(training, FamiliarityFit.fit(training, embeddings(2, 200, 1)));
        FamiliarityReport far = FamiliarityReport.of(check, embeddings(3, 100, 1), embeddings(4, 50, 5));
        assertThat(far.auroc()).isGreaterThan(0.95);
        assertThat(far.caught()).isGreaterThan(0.8);
        assertThat(far.passed()).isBetween(0.85, 1.0);
        assertThat(far.interval().low()).isLessThanOrEqualTo(far.auroc());
        assertThat(far.toMap()).containsEntry("photos", 100).containsEntry("drawn_pictures", 50);
        FamiliarityReport same = FamiliarityReport.of(check, embeddings(3, 100, 1), embeddings(4, 100, 1));
        assertThat(same.interval().low()).isLessThan(0.5);
        assertThat(same.interval().high()).isGreaterThan(0.5);
    }

    @Test
    void drawsEachPictureAlwaysTheSameAndNoTwoAlike() {
        List<Pixels> once = OtherThings.drawn();
        assertThat(once).hasSize(200);
        assertThat(OtherThings.drawn(137).rgb()).isEqualTo(once.get(137).rgb());
        assertThat(once.stream().map(picture -> Arrays.hashCode(picture.rgb())).distinct())
                .hasSize(200);
    }

    /// Even a network that nobody trained sees pies and noise apart.
    @Test
    void tellsDrawnPicturesApartOnARealEngine() throws IOException {
        Bundle bundle = RandomModel.publish(folder.resolve("models"));
        EngineConfig config = new EngineConfig("onnxruntime", "cpu", 1, folder.resolve("cache"));
        try (Network network = new Engines(config).load(bundle);
                Session session = network.open()) {
            List<float[]> all = OtherThings.embeddings(session, bundle.card().preprocessing());
            assertThat(all).hasSize(200).allMatch(embedding -> embedding.length == 512);
            List<float[]> pies = ofMotif(all, 17);
            EmbeddingGaussian training = new EmbeddingGaussian(pies.subList(0, 6));
            ModelCard.Familiarity rule = FamiliarityFit.fit(training, pies.subList(6, 8));
            FamiliarityReport report =
                    FamiliarityReport.of(new FamiliarityCheck(training, rule), pies.subList(8, 10), ofMotif(all, 9));
            assertThat(report.auroc()).isGreaterThan(0.9);
            assertThat(report.photos()).isEqualTo(2);
        }
    }

    private static List<float[]> ofMotif(List<float[]> all, int motif) {
        return IntStream.range(0, 10).mapToObj(i -> all.get(20 * i + motif)).toList();
    }

    /// @param spread how far single values leave the common pattern
    private static List<float[]> embeddings(long seed, int count, double spread) {
        SplittableRandom random = new SplittableRandom(seed);
        List<float[]> embeddings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] embedding = new float[WIDTH];
            for (int d = 0; d < WIDTH; d++) {
                embedding[d] = (float) Math.max(0, 5 + d % 5 + spread * random.nextGaussian());
            }
            embeddings.add(embedding);
        }
        return embeddings;
    }
}
