package dev.sommelier.ui.classify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChosenPhotoTest {
    @Test
    void takesNoPreviewFromOutsideTheBrowser() {
        assertThat(new ChosenPhoto(1, "a.png", 1, "https://example.org/track.png").preview())
                .isEmpty();
        assertThat(new ChosenPhoto(1, "a.png", 1, "blob:http://localhost/1").preview())
                .isEqualTo("blob:http://localhost/1");
    }

    @Test
    void cutsAnEndlessFileName() {
        assertThat(new ChosenPhoto(1, "x".repeat(100_000), 1, "").name()).hasSize(200);
    }
}
