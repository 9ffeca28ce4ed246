package dev.sommelier.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ResultsTest {
    private static final Results RESULTS = new Results(
            stage(0, 300, 200, 100),
            stage(0, 40, 30, 20),
            stage(0, 20, 15, 10),
            stage(0, 19, 15, 9),
            List.of(stage(1, 9, 9, 9), stage(8, 18, 15, 8)));

    @Test
    void comparesTheBestNumberOfClientsRoundByRound() {
        assertThat(RESULTS.best().clients()).isEqualTo(8);
        assertSpread(RESULTS.reached(), 0.9, 0.8, 1);
        assertSpread(RESULTS.reachedOfEngine(), 0.45, 0.4, 0.5);
        // 1000 / 18 - 1000 / 20, and so on
        assertSpread(RESULTS.cpuOnTop(), 5.556, 0, 25);
    }

    @Test
    void hasNoFigureWhereARoundHadNone() {
        assertThat(Spread.of(DoubleStream.of(1, Double.NaN)).median()).isNaN();
        assertThat(Spread.of(DoubleStream.of()).low()).isNaN();
        assertSpread(Spread.of(DoubleStream.of(4, 1, 3, 2)), 2.5, 1, 4);
    }

    @Test
    void givesTimesThatWereMeasured() {
        Latency latency = Latency.of(
                LongStream.rangeClosed(1, 200).map(ms -> (201 - ms) * 1_000_000).toArray());
        assertThat(latency).isEqualTo(new Latency(100, 190, 198));
        assertThat(Latency.of(new long[] {7_000_000})).isEqualTo(new Latency(7, 7, 7));
        assertThat(Latency.of(new long[0]).p50()).isNaN();
    }

    @Test
    void countsTheLastTurnWholeAndOnlyTurnsThatDidSomething() throws InterruptedException {
        int[] turns = {0};
        Tally tally = Tally.of(
                () -> {
                    Thread.sleep(40);
                    return turns[0]++ % 2 == 0 ? 8 : 0;
                },
                100_000_000,
                () -> false);
        assertThat(tally.photos()).isEqualTo(8L * tally.nanos().size());
        assertThat(turns[0]).isBetween(1, 3);
        assertThat(tally.seconds()).isGreaterThanOrEqualTo(0.1);
        assertThat(Tally.of(() -> 1, 1_000_000_000, () -> true).photosPerSecond())
                .isZero();
    }

    private static void assertSpread(Spread spread, double median, double low, double high) {
        assertThat(spread.median()).isCloseTo(median, within(1e-3));
        assertThat(spread.low()).isCloseTo(low, within(1e-3));
        assertThat(spread.high()).isCloseTo(high, within(1e-3));
    }

    /// Each photo takes one processor for as long as it takes.
    private static StageFigures stage(int clients, int... photosPerSecond) {
        List<Sample> samples = IntStream.of(photosPerSecond)
                .mapToObj(speed -> new Sample(speed, speed, 1000.0 / speed, 0, Latency.NONE))
                .toList();
        return new StageFigures("stage", "stage", clients, samples, Map.of());
    }
}
