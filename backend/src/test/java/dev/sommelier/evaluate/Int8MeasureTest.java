package dev.sommelier.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.dataset.PhotoFolder;
import dev.sommelier.inference.Outputs;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.ModelCard;
import dev.sommelier.model.RandomModel;
import dev.sommelier.train.DrawnFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Drawn photos through the real reader and engine.
class Int8MeasureTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void measuresRangesAndLoss() throws IOException {
        AtomicInteger steps = new AtomicInteger();
        Int8Measure.Result result = measure(steps::incrementAndGet).orElseThrow();
        assertThat(result.int8().ranges()).hasSize(29);
        assertThat(result.int8().ranges())
                .extractingByKey("relu")
                .matches(range -> range.low() == 0 && range.high() > 0);
        assertThat(result.int8().accuracyLoss()).isBetween(-1f, 1f);
        assertThat(result.agreement()).isBetween(0.5, 1.0);
        assertThat(result.logitDifference()).isPositive().isLessThan(0.2);
        assertThat(steps).hasValue(2 * 3 * DrawnFolder.PHOTOS);
    }

    @Test
    void lossIsTheDifferenceOfTheAccuracies() {
        Int8Loss loss = new Int8Loss();
        loss.add(outputs(2, 1), outputs(1, 2), 0);
        loss.add(outputs(2, 1), outputs(2, 1), 0);
        loss.add(outputs(2, 1), outputs(2, 0), 0);
        loss.add(outputs(2, 1), outputs(2, 1), 1);
        Int8Measure.Result result = loss.result(Map.of());
        assertThat(result.int8()).isEqualTo(new ModelCard.Int8(0.25f, Map.of()));
        assertThat(result.agreement()).isEqualTo(0.75);
        assertThat(result.logitDifference()).isCloseTo(3.0 / 8, within(1e-6));
    }

    @Test
    void endsWhenItIsStopped() {
        assertThatThrownBy(() -> measure(() -> {
                    throw new CancellationException();
                }))
                .isInstanceOf(CancellationException.class);
    }

    /// As after a training that diverged: its float network still answers.
    @Test
    void aNetworkOfAbsurdValuesHasNoMeasure() throws IOException {
        Bundle bundle = RandomModel.publish(folder.resolve("models"), RandomModel.diverged());
        assertThat(measure(bundle, () -> {})).isEmpty();
    }

    private Optional<Int8Measure.Result> measure(Runnable step) throws IOException {
        return measure(RandomModel.publish(folder.resolve("models")), step);
    }

    private Optional<Int8Measure.Result> measure(Bundle bundle, Runnable step) throws IOException {
        List<LabelledPhoto> photos =
                PhotoFolder.read(DrawnFolder.draw(folder.resolve("photos"))).photos();
        return Int8Measure.of(bundle, photos, photos, 1_000_000, folder.resolve("cache"), step);
    }

    private static Outputs outputs(float... logits) {
        return new Outputs(1, logits, new float[1], new float[1]);
    }
}
