package dev.sommelier.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "+1.5e3, 1500", ".5, 0.5", "7 1700000000000, 7", "+Inf, Infinity", "-Inf, -Infinity", "NaN, NaN"
    })
    void readsAValue(String text, Double value) {
        assertThat(Reading.of("sommelier_a " + text, 0).orElseThrow().gauge("sommelier_a"))
                .isEqualTo(value);
    }

    @Test
    void readsLabelsWithEscapesAndBlanks() {
        var reading = Reading.of("sommelier_a { b=\"x\\\\y\\\"z\\n}\" , c=\"\",} 3", 0)
                .orElseThrow();

        assertThat(reading.values())
                .isEqualTo(Map.of(new Meter("sommelier_a", Map.of("b", "x\\y\"z\n}", "c", "")), 3.0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "sommelier_a",
                "sommelier_a ",
                "sommelier_a one",
                "sommelier_a 0x1p3",
                "sommelier_a 1d",
                "sommelier_a-1",
                "sommelier_a{",
                "sommelier_a{b} 1",
                "sommelier_a{b=\"} 1",
                "sommelier_a{b=\"\\",
                "sommelier_a{b=\"1\"c=\"2\"} 1",
                "sommelier_a{b=\"1\",b=\"2\"} 1",
                "sommelier_a{=\"1\"} 1",
                "sommelier_a 1 2 3",
                "another 1"
            })
    void leavesOutWhatBreaksTheFormatOrIsNotDrawn(String line) {
        assertThat(Reading.of(line, 0)).isEmpty();
        assertThat(Reading.of(line + "\nsommelier_good 1", 0).orElseThrow().values())
                .hasSize(1);
    }

    @Test
    void readsNoMoreThanABackendHas() {
        String many = IntStream.range(0, 50_000)
                .mapToObj(i -> "sommelier_a{b=\"" + i + "\"} 1")
                .collect(Collectors.joining("\n"));

        assertThat(Reading.of(many, 0).orElseThrow().values()).hasSize(2000);
        assertThat(Reading.of("sommelier_a{b=\"" + "x".repeat(1_000_000) + "\"} 1", 0))
                .isEmpty();
    }
}
