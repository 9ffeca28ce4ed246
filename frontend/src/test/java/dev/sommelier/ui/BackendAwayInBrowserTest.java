package dev.sommelier.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.ui.stub.StubAnswer;
import java.awt.Color;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BackendAwayInBrowserTest {
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
    void keepsPhotosWhileTheBackendIsAwayAndClassifiesThemOnceItIsBack() {
        stage.stub().onPredict(StubAnswer.prediction("wine", 0.02, 0.05, 0.93));
        try (var visit = stage.visit(Visit.desktop())) {
            var notice = visit.page().locator(".notice");
            stage.stub().goAway();
            assertThat(notice).containsText("cannot be reached");

            visit.drop(Photos.glass("patient.png", Color.ORANGE));
            assertThat(visit.card("patient.png")).containsText("Waiting");
            visit.screenshot("away-light");

            stage.stub().comeBack();
            assertThat(visit.card("patient.png").locator(".label")).hasText("wine");
            assertThat(notice).containsText("The classifier is back");
            assertThat(notice).isHidden();
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void sendsAPhotoAgainByItselfWhereTheBackendWasBusy() {
        stage.stub().onPredict(StubAnswer.problem(503, "Too much to do.").with("Retry-After", "1"));
        try (var visit = stage.visit(Visit.desktop())) {
            visit.drop(Photos.glass("queued.png", Color.ORANGE));
            assertThat(visit.card("queued.png")).containsText("It goes again by itself");

            stage.stub().onPredict(StubAnswer.prediction("beer", 0.8, 0.1, 0.1));

            assertThat(visit.card("queued.png").locator(".label")).hasText("beer");
            assertThat(visit.complaints()).isEmpty();
        }
    }
}
