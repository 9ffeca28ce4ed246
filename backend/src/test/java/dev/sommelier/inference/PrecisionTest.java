package dev.sommelier.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sommelier.failure.Failure;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.ModelCard;
import dev.sommelier.model.RandomModel;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// When a bundle runs in whole numbers, and what it answers then.
class PrecisionTest {
    private static final int IMAGE = 3 * 64 * 64;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "auto, 0.005, 0.004,  true",
        "auto, 0.005, 0.005,  true",
        "auto, 0.005, 0.006,  false",
        "auto, 0,     -0.01,  true",
        "auto, 0,     0.001,  false",
        "auto, off,   -0.01,  false",
        "auto, OFF,   -0.01,  false",
        "auto, -1,    -1,     false",
        "fp32, 1,     -0.01,  false",
        "int8, 0.005, 0.5,    true"
    })
    void takesInt8WhereTheBundleLosesNoMoreThanAllowed(String wanted, String limit, float loss, boolean int8) {
        Optional<ModelCard.Int8> stated = Optional.of(new ModelCard.Int8(loss, Map.of()));
        PrecisionConfig config = PrecisionConfig.of(wanted, limit);
        assertThat(config.int8(true, stated)).isEqualTo(int8);
        if (!wanted.equals("int8")) {
            assertThat(config.int8(true, Optional.empty())).isFalse();
            assertThat(config.int8(false, stated)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "NaN", "half", ""})
    void refusesALimitThatIsNone(String limit) {
        assertThatThrownBy(() -> PrecisionConfig.of("auto", limit))
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessageStartingWith("inference.max-int8-loss: need off or 0 to 1, got ");
    }

    @Test
    void refusesAPrecisionThatIsNone() {
        assertThatThrownBy(() -> PrecisionConfig.of("fp8", "off"))
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessage("inference.precision: 'fp8' is none of auto, fp32, int8");
    }

    @Test
    void refusesInt8ThatCannotBe() throws IOException {
        Bundle bundle = RandomModel.publish(folder.resolve("models"));
        assertThatThrownBy(() -> engines("onnxruntime", "int8").load(bundle))
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageContaining("the model's card states no int8 ranges");
        assertThatThrownBy(() -> engines("pytorch", "int8").load(bundle.withInt8(ranges(bundle))))
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageContaining("only ONNX Runtime on a CPU runs it");
    }

    @Test
    void answersNearlyTheSameFromFilesOfTheirOwn() throws IOException {
        Bundle plain = RandomModel.publish(folder.resolve("models"));
        Bundle bundle = plain.withInt8(ranges(plain));
        assertThat(bundle.hash()).isNotEqualTo(plain.hash());
        Outputs floats = run(bundle, "fp32");
        Outputs bytes = run(bundle, "int8");
        Outputs again = run(bundle, "auto");
        assertThat(bytes.logits()).isNotEqualTo(floats.logits()).isEqualTo(again.logits());
        assertThat(bytes.embedding()).hasSameSizeAs(floats.embedding());
        assertThat(bytes.activation()).hasSameSizeAs(floats.activation());
        float size = 0;
        for (float logit : floats.logits()) {
            size = Math.max(size, Math.abs(logit));
        }
        assertThat(bytes.logits()).containsExactly(floats.logits(), within(0.1f * size));
        assertThat(files(folder.resolve("cache").resolve(bundle.hash())))
                .hasSize(2)
                .anyMatch(name -> name.matches("folded-1-[0-9a-f]{8}\\.onnx"))
                .anyMatch(name -> name.matches("int8-1-[0-9a-f]{8}\\.onnx"));
    }

    @Test
    void leavesNothingBehindWhenRangesAreTaken() throws IOException {
        Bundle bundle = RandomModel.publish(folder.resolve("models"));
        ModelCard.Int8 int8 = ranges(bundle);
        assertThat(int8.ranges()).hasSize(29).containsKeys("image", "layer4.1.relu2");
        assertThat(int8.ranges())
                .extractingByKey("image")
                .matches(range -> range.low() > -6 && range.low() < -3 && range.high() > 3 && range.high() < 6);
        assertThat(files(folder.resolve("ranges"))).isEmpty();
        assertThatThrownBy(() -> Int8Ranges.of(bundle, List.of(), 1, folder.resolve("ranges")))
                .hasMessage("ranges need at least one photo");
        assertThat(files(folder.resolve("ranges"))).isEmpty();
    }

    private ModelCard.Int8 ranges(Bundle bundle) throws IOException {
        List<FloatBuffer> photos = List.of(images().slice(0, IMAGE), images().slice(IMAGE, IMAGE));
        return new ModelCard.Int8(0, Int8Ranges.of(bundle, photos, 1, folder.resolve("ranges")));
    }

    private Outputs run(Bundle bundle, String precision) {
        try (Network network = engines("onnxruntime", precision).load(bundle);
                Session session = network.open()) {
            assertThat(network.engine()).isEqualTo("onnxruntime");
            assertThat(network.precision()).isEqualTo(precision.equals("fp32") ? "fp32" : "int8");
            return session.run(images(), 2);
        }
    }

    private Engines engines(String engine, String precision) {
        PrecisionConfig config = PrecisionConfig.of(precision, "0.005");
        return new Engines(new EngineConfig(engine, "cpu", 1, config, folder.resolve("cache")));
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static FloatBuffer images() {
        SplittableRandom random = new SplittableRandom(3);
        FloatBuffer images = DirectFloats.of(2 * IMAGE);
        for (int i = 0; i < images.capacity(); i++) {
            images.put(i, (float) random.nextGaussian());
        }
        return images;
    }
}
