package dev.sommelier.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageServerTest {
    @ParameterizedTest
    @CsvSource({
        "localhost, http://localhost:8501",
        "192.0.2.7, http://192.0.2.7:8501",
        "0.0.0.0,   http://localhost:8501",
        "::,        http://localhost:8501",
        "[::],      http://localhost:8501",
        ",          http://localhost:8501",
        "::1,       http://[::1]:8501",
        "[::1],     http://[::1]:8501"
    })
    void saysWhereABrowserFindsIt(String host, String address) {
        assertThat(PageServer.address(host, 8501)).isEqualTo(address);
    }
}
