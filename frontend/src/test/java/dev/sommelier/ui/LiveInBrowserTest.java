package dev.sommelier.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.sommelier.ui.stub.StubAnswer;
import dev.sommelier.ui.stub.StubMetrics;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Watching the service: figures move, rest while nobody looks, and outlast a backend that is away.
class LiveInBrowserTest {
    /// One for each test: what is watched is shared by all pages of a server.
    private final Stage stage = Stage.set();

    private final StubMetrics metrics = new StubMetrics();

    @BeforeEach
    void publish() {
        stage.stub().onManage(metrics);
    }

    @AfterEach
    void strike() {
        stage.close();
    }

    @Test
    void movesWhenPhotosAreClassified() {
        try (var visit = open(Visit.desktop())) {
            assertThat(tile(visit, "Model")).hasText("drinks, version 2");
            assertThat(tile(visit, "Photos answered")).hasText("0.0 / s");
            metrics.classify(60);
            assertThat(tile(visit, "Photos answered")).not().hasText("0.0 / s");
            assertThat(tile(visit, "Time for a photo")).containsText("35.0 ms, slow 48.5 ms");
            assertThat(visit.page().locator("[role=img][aria-label*='<b>wine</b>: 100.0%']"))
                    .hasCount(1);
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void countsFromZeroAfterARestart() {
        try (var visit = open(Visit.desktop())) {
            metrics.startAnew();
            metrics.classify(200);
            assertThat(tile(visit, "Photos answered")).not().hasText("0.0 / s");
            assertThat(tile(visit, "Photos answered")).not().containsText("-");
        }
    }

    @Test
    void restsWhileItsTabIsHidden() {
        try (var visit = open(Visit.desktop())) {
            hide(visit, true);
            visit.page().waitForTimeout(1500);
            int asked = stage.stub().calls().size();
            visit.page().waitForTimeout(2500);
            assertThat(stage.stub().calls()).hasSize(asked);

            hide(visit, false);
            visit.page().waitForCondition(() -> stage.stub().calls().size() >= asked + 2);
            metrics.classify(50);
            assertThat(tile(visit, "Photos answered")).not().hasText("0.0 / s");
        }
    }

    @Test
    void saysThatTheBackendIsAwayAndGoesOnOnceItIsBack() {
        try (var visit = open(Visit.desktop())) {
            var notice = visit.page().locator(".live .notice");
            stage.stub().goAway();
            try {
                assertThat(notice).containsText("Nothing answers at its management port");
                assertThat(tile(visit, "Model")).hasText("drinks, version 2");
            } finally {
                stage.stub().comeBack();
            }
            assertThat(notice).isHidden();
        }
    }

    @Test
    void saysWhatIsMissingWhereItMayNotLook() {
        stage.stub().onManage(_ -> StubAnswer.problem(401, "No key."));
        try (var visit = stage.visit(Visit.desktop())) {
            visit.page().navigate(stage.server().address() + "/live");
            assertThat(visit.page().locator(".vacancy")).containsText("SOMMELIER_UI_BACKEND_KEY");
            stage.stub().onManage(metrics);
            assertThat(tile(visit, "Model")).hasText("drinks, version 2");
        }
    }

    @Test
    void looksRightInBothThemes() {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (var visit = open(Visit.desktop().setColorScheme(scheme))) {
                busy(visit);
                Axe.check(visit.page());
                visit.screenshot(scheme == ColorScheme.LIGHT ? "live-light" : "live-dark");
                assertThat(visit.complaints()).isEmpty();
            }
        }
    }

    @Test
    void fitsPhones() {
        for (int width : List.of(390, 320)) {
            try (var visit = open(Visit.phone().setViewportSize(width, 844))) {
                busy(visit);
                assertThat((int) visit.page().evaluate("document.documentElement.scrollWidth"))
                        .isEqualTo(width);
                assertThat(visit.page().locator("nav a")).hasCount(5);
                assertThat((int) visit.page()
                                .evaluate(
                                        "new Set([...document.querySelectorAll('nav a')].map(a => a.offsetTop)).size"))
                        .as("lines of the navigation")
                        .isEqualTo(1);
                visit.screenshot("live-phone-" + width);
            }
        }
    }

    private void busy(Visit visit) {
        for (int i = 1; i <= 5; i++) {
            metrics.classify(12 * i);
            visit.page().waitForTimeout(1000);
        }
        assertThat(visit.page().locator(".live-charts svg")).hasCount(9);
    }

    private Visit open(NewContextOptions options) {
        var visit = stage.visit(options);
        visit.page().navigate(stage.server().address() + "/live");
        assertThat(visit.page().locator(".live-tiles")).isVisible();
        return visit;
    }

    private static Locator tile(Visit visit, String name) {
        return visit.page()
                .locator(".live-tiles > div")
                .filter(new Locator.FilterOptions()
                        .setHas(visit.page().getByText(name, new Page.GetByTextOptions().setExact(true))))
                .locator("dd");
    }

    private static void hide(Visit visit, boolean hidden) {
        visit.page().evaluate("""
                hidden => {
                  Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
                  document.dispatchEvent(new Event('visibilitychange'));
                }""", hidden);
    }
}
