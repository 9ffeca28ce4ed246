package dev.sommelier.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridTest {
    @TempDir
    Path home = Path.of("");

    @Test
    void combinesEveryValueWithEveryOtherInTheOrderStated() {
        assertThat(points("train.seed=1,2", "train.batch=8", "train.epochs=5,6"))
                .extracting(Point::toString)
                .containsExactly(
                        "train.seed=1 train.epochs=5",
                        "train.seed=1 train.epochs=6",
                        "train.seed=2 train.epochs=5",
                        "train.seed=2 train.epochs=6");
        assertThat(points("train.seed=1,2", "train.batch=8"))
                .allSatisfy(point ->
                        assertThat(point.settings().integer("train.batch")).isEqualTo(8));
    }

    @Test
    void resolvesEachPointOverWhatIsTyped() {
        List<Point> points =
                Point.of(grid("train.learning-rate=1e-3,3e-4"), layers(), Assignment.parse(List.of("train.epochs=4")));
        assertThat(points)
                .extracting(point -> point.settings().number("train.learning-rate"))
                .containsExactly(1e-3, 3e-4);
        assertThat(points)
                .allSatisfy(point ->
                        assertThat(point.settings().integer("train.epochs")).isEqualTo(4));
    }

    @Test
    void takesValuesWithCommasInQuotes() {
        assertThat(Axis.parse("train.note=\"red, dry\",white").values()).containsExactly("red, dry", "white");
        assertThat(Axis.parse("train.weights=,w.st").values()).containsExactly("", "w.st");
    }

    @Test
    void sweepsOverTheChoicesOfAGroup() throws IOException {
        file("train/quick.conf", "train.epochs = 3");
        file("train/long.conf", "train.epochs = 30");
        assertThat(points("train=quick,long"))
                .extracting(point -> point.settings().integer("train.epochs"))
                .containsExactly(3, 30);
    }

    @Test
    void readsAxesAndPlainSettingsFromAFileInTheOrderOfItsLines() throws IOException {
        file("sweep/both.conf", """
                train.epochs = 2
                sweep {
                  train.weight-decay = [0.5, 1e-1]
                  train { batch = [8, 16] }
                  model.name = [a, "b c"]
                }""");
        Assignment choice = Assignment.parse("sweep=both");
        Grid grid = layers().grid(choice);
        assertThat(grid.axes())
                .extracting(Axis::key)
                .containsExactly("train.weight-decay", "train.batch", "model.name");
        assertThat(grid.axes().getFirst().values()).containsExactly("0.5", "1e-1");
        assertThat(Point.of(grid, layers(), List.of(choice)))
                .hasSize(8)
                .allSatisfy(point ->
                        assertThat(point.settings().integer("train.epochs")).isEqualTo(2));
    }

    @Test
    void readsAGroupAndAKeyOfItsSectionFromOneFile() throws IOException {
        file("sweep/both.conf", "sweep {\n \"train\" = [quick, long]\n \"train.batch\" = [8, 16] }");
        assertThat(layers().grid(Assignment.parse("sweep=both")).axes())
                .extracting(Axis::key)
                .containsExactly("train", "train.batch");
    }

    @Test
    void refusesAFileThatVariesNothing() throws IOException {
        file("sweep/none.conf", "train.epochs = 2");
        assertBad(() -> layers().grid(Assignment.parse("sweep=none")), "configs/sweep/none.conf", "sweep {");
        file("sweep/flat.conf", "sweep {\n train.epochs = 2 }");
        assertBad(
                () -> layers().grid(Assignment.parse("sweep=flat")),
                "configs/sweep/flat.conf:2: sweep.train.epochs: needs a list of values");
        file("sweep/nested.conf", "sweep.train.epochs = [[1], [2]]");
        assertBad(() -> layers().grid(Assignment.parse("sweep=nested")), "configs/sweep/nested.conf:1: sweep.train.ep");
        assertBad(() -> layers().grid(Assignment.parse("sweep=../x")), "sweep=../x: configs/sweep has flat, ");
    }

    @Test
    void namesTheFileOfASweptKeyThatIsUnknown() throws IOException {
        file("sweep/typo.conf", "sweep.train.epoch = [1, 2]");
        Assignment choice = Assignment.parse("sweep=typo");
        Grid grid = layers().grid(choice);
        assertBad(
                () -> Point.of(grid, layers(), List.of(choice)),
                "configs/sweep/typo.conf:1: train.epoch is not a setting. Did you mean train.epochs?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train.seed=1,1", "sweep=a,b", "train.seed"})
    void refusesAnAxisThatMakesNoSense(String axis) {
        assertThatThrownBy(() -> points(axis)).isInstanceOf(Failure.BadConfig.class);
    }

    @Test
    void refusesAKeyThatIsSweptOverTwiceOrSetToo() {
        assertBad(() -> points("train.seed=1,2", "train.seed=3,4"), "train.seed is swept over twice.");
        assertBad(
                () -> Point.of(grid("train.seed=1,2"), layers(), Assignment.parse(List.of("train.seed=3"))),
                "train.seed is set and swept over.");
    }

    @Test
    void refusesMoreThanAThousandPoints() {
        String thousand = IntStream.range(0, 1000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        assertThat(grid("train.seed=" + thousand).points()).hasSize(1000);
        assertBad(() -> grid("train.seed=" + thousand, "train.batch=8,16"), "the sweep has more than 1000 points.");
    }

    private List<Point> points(String... axes) {
        return Point.of(grid(axes), layers(), List.of());
    }

    private static Grid grid(String... axes) {
        return new Grid(Arrays.stream(axes).map(Axis::parse).toList());
    }

    private Layers layers() {
        return new Layers(home, Map.of());
    }

    private void file(String name, String text) throws IOException {
        Path file = home.resolve("configs").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void assertBad(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(Failure.BadConfig.class).hasMessageContainingAll(parts);
    }
}
