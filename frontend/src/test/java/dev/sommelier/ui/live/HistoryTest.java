package dev.sommelier.ui.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final String PHOTOS = "sommelier_predictions_total";

    @Test
    void knowsNoRateAfterOneLook() {
        assertThat(History.NONE.with(reading(0, 1, 100)).moments().getLast().answered())
                .isNaN();
    }

    @Test
    void dividesByTheTimeThatPassed() {
        var history = History.NONE.with(reading(0, 1, 100)).with(reading(2000, 1, 110));

        assertThat(history.moments().getLast().answered()).isEqualTo(5);
        assertThat(history.whole().of(PHOTOS)).isEqualTo(10);
    }

    @Test
    void countsFromZeroWhereTheBackendStartedAnew() {
        var lower = History.NONE.with(reading(0, 1, 100)).with(reading(1000, 1, 4));
        var outgrown = History.NONE.with(reading(0, 1, 100)).with(reading(1000, 60, 104));

        assertThat(lower.moments().getLast().answered()).isEqualTo(4);
        assertThat(outgrown.moments().getLast().answered()).isEqualTo(104);
    }

    @Test
    void makesUpNothingForALongPause() {
        var history = History.NONE.with(reading(0, 1, 100)).with(reading(60_000, 1, 900));

        assertThat(history.moments()).hasSize(2);
        assertThat(history.moments().getLast().answered()).isNaN();
        assertThat(history.whole().of(PHOTOS)).isZero();
    }

    @Test
    void keepsTwoMinutesAndNothingFromTheFuture() {
        var history = History.NONE;
        for (int i = 0; i < 500; i++) {
            history = history.with(reading(i * 1000L, 1, i));
        }

        assertThat(history.moments()).hasSize(120);
        assertThat(history.growths()).hasSize(120);
        assertThat(history.with(reading(5000, 1, 500)).moments()).hasSize(1);
    }

    @Test
    void findsQuantilesWithinABucket() {
        var buckets = Buckets.of(Map.of(0.01, 0.0, 0.02, 10.0, 0.04, 20.0, Double.POSITIVE_INFINITY, 20.0));

        assertThat(buckets.quantile(0.5)).isCloseTo(0.02, within(1e-9));
        assertThat(buckets.quantile(0.25)).isCloseTo(0.015, within(1e-9));
        assertThat(buckets.quantile(0.95)).isCloseTo(0.038, within(1e-9));
    }

    @Test
    void findsQuantilesOfStrangeBuckets() {
        assertThat(Buckets.of(Map.of()).quantile(0.5)).isNaN();
        assertThat(Buckets.of(Map.of(1.0, 0.0)).quantile(0.5)).isNaN();
        assertThat(Buckets.of(Map.of(1.0, 2.0, Double.POSITIVE_INFINITY, 10.0)).quantile(0.9))
                .isEqualTo(1);
        assertThat(Buckets.of(Map.of(1.0, 10.0, 2.0, 3.0)).quantile(1)).isEqualTo(1);
    }

    private static Reading reading(long at, int started, int photos) {
        return Reading.of(PHOTOS + " " + photos + "\nprocess_start_time_seconds " + started, at)
                .orElseThrow();
    }
}
