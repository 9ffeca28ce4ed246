package dev.sommelier.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.sommelier.ui.stub.StubAnswer;
import java.awt.Color;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LookInBrowserTest {
    private static Stage stage;

    @BeforeAll
    static void set() {
        stage = Stage.set();
    }

    @AfterAll
    static void strike() {
        stage.close();
    }

    @Test
    void keepsTheChosenColoursAfterAReload() {
        stage.stub().onPredict(StubAnswer.prediction("wine", 0.02, 0.05, 0.93));
        try (var visit = stage.visit(Visit.desktop())) {
            assertThat(isDark(visit)).isFalse();

            visit.page().getByLabel("Dark").check();
            visit.page().reload();
            visit.page().locator(".intake").waitFor();

            assertThat(isDark(visit)).isTrue();
            assertThat(visit.page().getByLabel("Dark")).isChecked();
            visit.choose(
                    Photos.glass("rioja.png", new Color(0x7b1230)),
                    Photos.glass("pils.png", new Color(0xe0a020)),
                    Photos.tiff("scan.tiff"));
            assertThat(visit.page().locator(".photo[data-state=classified]")).hasCount(3);
            visit.screenshot("dark");
        }
    }

    @Test
    void goesBackToWhatTheSystemHas() {
        try (var visit = stage.visit(Visit.desktop().setColorScheme(ColorScheme.DARK))) {
            visit.page().getByLabel("Light").check();
            assertThat(isDark(visit)).isFalse();
            visit.page().getByLabel("Light").press("ArrowRight");
            assertThat(visit.page().getByLabel("As the system has them")).isChecked();

            visit.page().reload();
            visit.page().locator(".intake").waitFor();

            assertThat(isDark(visit)).isTrue();
            visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            assertThat(isDark(visit)).isFalse();
        }
    }

    @Test
    void followsTheSystemUntilSomebodyChooses() {
        try (var visit = stage.visit(Visit.desktop().setColorScheme(ColorScheme.DARK))) {
            assertThat(isDark(visit)).isTrue();
        }
    }

    @Test
    void fitsAPhone() {
        stage.stub().onPredict(StubAnswer.prediction("beer", 0.76, 0.2, 0.04));
        try (var visit = stage.visit(Visit.phone())) {
            assertThat(visit.page().getByText("Take a photo or choose some")).isVisible();
            visit.screenshot("phone-empty");

            String endless = "a".repeat(150) + ".png";
            visit.choose(Photos.glass(endless, new Color(0xe0a020)), Photos.glass("pils.png", new Color(0xe0a020)));
            assertThat(visit.page().locator(".photo[data-state=classified]")).hasCount(2);

            assertThat((int) visit.page().evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(390);
            visit.screenshot("phone");
        }
    }

    @Test
    void saysThatThereIsNoSuchPage() {
        try (var visit = stage.visit(Visit.desktop())) {
            visit.page().navigate(stage.server().address() + "/nowhere");

            assertThat(visit.page().getByText("There is no such page")).isVisible();
            visit.page().getByText("Classify photos").click();
            assertThat(visit.page().locator(".intake")).isVisible();
        }
    }

    /// What the browser paints, not what an attribute claims.
    private static boolean isDark(Visit visit) {
        return (boolean) visit.page().evaluate("""
                () => {
                  const canvas = document.createElement('canvas').getContext('2d');
                  canvas.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
                  canvas.fillRect(0, 0, 1, 1);
                  return canvas.getImageData(0, 0, 1, 1).data[0] < 128;
                }""");
    }
}
