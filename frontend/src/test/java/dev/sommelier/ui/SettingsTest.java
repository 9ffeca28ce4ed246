package dev.sommelier.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @Test
    void hasADefaultForEverything() {
        var settings = Settings.load(Map.of());

        assertThat(settings.port()).isEqualTo(8501);
        assertThat(settings.host()).isEqualTo("localhost");
        assertThat(settings.backend().base()).isEqualTo(URI.create("http://localhost:8080"));
        assertThat(settings.backend().management().base()).isEqualTo(URI.create("http://localhost:8081"));
        assertThat(settings.backend().answerTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.photos().maxBytes()).isEqualTo(20 << 20);
    }

    @Test
    void letsWhatIsGivenWin() {
        assertThat(Settings.load(Map.of("ui.port", 0)).port()).isZero();
    }

    @Test
    void needsNoManagementAddress() {
        assertThat(Settings.load(Map.of("ui.management", ""))
                        .backend()
                        .management()
                        .base())
                .hasToString("");
    }

    @ParameterizedTest
    @CsvSource({
        "ui.port,                    70000",
        "ui.backend,                 localhost:8080",
        "ui.backend,                 not an address",
        "ui.management,              localhost:8081",
        "ui.management-timeout,      0 s",
        "ui.max-management-answer,   0",
        "ui.answer-timeout,          0 s",
        "ui.max-photo-bytes,         0",
        "ui.upload-timeout,          0 s",
        "ui.max-photos-in-flight,    0",
        "ui.max-batch-photos,        0",
        "ui.prot,                    8000"
    })
    void namesTheSettingThatCannotBe(String setting, String value) {
        assertThatThrownBy(() -> Settings.load(Map.of(setting, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(setting);
    }
}
