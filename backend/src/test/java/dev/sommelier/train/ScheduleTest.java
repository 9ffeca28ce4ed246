package dev.sommelier.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

    @Test
    void climbsInALineOverTheFirstTenthThenFallsAlongHalfACosine() {
        Schedule schedule = new Schedule(100, 0.1);
        assertThat(schedule.at(1)).isEqualTo(0.1);
        assertThat(schedule.at(5)).isEqualTo(0.5);
        assertThat(schedule.at(10)).isEqualTo(1);
        assertThat(schedule.at(55)).isCloseTo(0.5, within(1e-12));
        assertThat(schedule.at(100)).isCloseTo(0, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void neverLeavesItsRangeHoweverShortTheRun(int steps) {
        Schedule schedule = new Schedule(steps, 0.1);
        for (int step = 1; step <= steps; step++) {
            assertThat(schedule.at(step)).isBetween(0.0, 1.0);
        }
        assertThat(schedule.at(1)).as("the first step learns").isPositive();
    }
}
