package dev.sommelier.ui.part;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Figures as a person reads them.
class WordsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.0%",
        "0.0001, <0.1%",
        "0.0005, 0.1%",
        "0.48, 48.0%",
        "0.9994, 99.9%",
        "0.99999, >99.9%",
        "1, 100.0%"
    })
    void neverRoundsAProbabilityToCertainty(double probability, String words) {
        assertThat(new Percent(probability)).hasToString(words);
    }

    @ParameterizedTest
    @CsvSource({
        "1, very sure",
        "0.9, very sure",
        "0.89, fairly sure",
        "0.7, fairly sure",
        "0.69, not sure",
        "0, not sure"
    })
    void saysHowSureTheModelIs(double confidence, String words) {
        assertThat(Sureness.of(confidence).words()).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 bytes",
        "1023, 1023 bytes",
        "1024, 1 KB",
        "54321, 53 KB",
        "1572864, 1.5 MB",
        "20971520, 20 MB",
        "2684354560, 2.5 GB"
    })
    void saysHowLargeAFileIs(long bytes, String words) {
        assertThat(new FileSize(bytes)).hasToString(words);
    }
}
