package dev.sommelier.train;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10001 | 8   | 1e-3 | 0    | 64   | 1    | 0.15 | train.epochs: need 0 to 10000, got 10001
            -1    | 8   | 1e-3 | 0    | 64   | 1    | 0.15 | train.epochs: need 0 to 10000, got -1
            2     | 1   | 1e-3 | 0    | 64   | 1    | 0.15 | train.batch: need 2 to 1024, got 1
            2     | 8   | 0    | 0    | 64   | 1    | 0.15 | train.learning-rate: need above 0 to 1, got 0
            2     | 8   | NaN  | 0    | 64   | 1    | 0.15 | train.learning-rate: need above 0 to 1, got NaN
            2     | 8   | 1e-3 | 1    | 64   | 1    | 0.15 | train.dropout: need 0 to below 1, got 1
            2     | 8   | 1e-3 | 0    | 16   | 1    | 0.15 | train.view-size: need 32 to 1024, got 16
            2     | 8   | 1e-3 | 0    | 64   | 300  | 0.15 | train.threads: need 1 to 256, got 300
            2     | 8   | 1e-3 | 0    | 64   | 1    | 0.5  | dataset.share: need 0.05 to 0.4, got 0.5
            """)
    void refusesWhatIsOutOfItsRangeByItsKey(
            int epochs,
            int batch,
            double rate,
            double dropout,
            int viewSize,
            int threads,
            double share,
            String sentence) {
        assertThatThrownBy(() -> config(epochs, batch, rate, dropout, viewSize, threads, share))
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessage(sentence);
    }

    private static TrainConfig config(
            int epochs, int batch, double rate, double dropout, int viewSize, int threads, double share) {
        Recipe recipe = new Recipe(
                epochs,
                8,
                batch,
                true,
                0,
                dropout,
                0,
                new Recipe.Rates(rate, 0.1, 1, 0.1, 0, 0, true),
                new Recipe.Views(viewSize, 0.5, true, 0, 0, 0));
        Path path = Path.of("somewhere");
        TrainConfig.Data data = new TrainConfig.Data(path, share, 1, 0, 64_000_000, path);
        return new TrainConfig(data, "name", path, "resnet18", Optional.empty(), recipe, 1, threads, Map.of());
    }

    @ParameterizedTest
    @CsvSource({"0"})
    void refusesToLearnNothing(int epochs) {
        Recipe plain = Recipes.plain(1e-3, 1);
        assertThatThrownBy(() -> Recipes.withEpochs(plain, epochs))
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessageContaining("would learn nothing");
    }
}
