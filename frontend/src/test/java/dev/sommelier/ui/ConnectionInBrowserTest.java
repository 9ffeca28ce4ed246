package dev.sommelier.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.sommelier.ui.stub.StubAnswer;
import java.awt.Color;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

/// The way between browser and page server, which on a train is not always there.
class ConnectionInBrowserTest {
    private static final StubAnswer WINE = StubAnswer.prediction("wine", 0.02, 0.05, 0.93);

    private static Stage stage;
    private Cable cable;

    @BeforeAll
    static void set() {
        stage = Stage.set();
    }

    @AfterAll
    static void strike() {
        stage.close();
    }

    @BeforeEach
    void connect() {
        stage.stub().onPredict(WINE);
        cable = new Cable(stage.server().address());
    }

    @AfterEach
    void disconnect() {
        cable.close();
    }

    @Test
    void keepsWhatIsOnThePageAndGoesOnOnceTheConnectionIsBack() {
        try (var visit = visit()) {
            visit.drop(Photos.glass("before.png", Color.ORANGE));
            assertThat(visit.card("before.png").locator(".label")).hasText("wine");

            cable.pullOut();
            visit.drop(Photos.glass("meanwhile.png", Color.RED));
            assertThat(lost(visit)).isVisible();
            cable.plugIn();

            assertThat(visit.card("meanwhile.png").locator(".label")).hasText("wine");
            assertThat(visit.card("before.png").locator(".label")).hasText("wine");
            assertThat(lost(visit)).isHidden();
        }
    }

    @Test
    void bringsAnAnswerThatCameWhileTheConnectionWasAway() {
        stage.stub().onPredict(WINE.after(Duration.ofSeconds(1)));
        try (var visit = visit()) {
            visit.drop(Photos.glass("slow.png", Color.ORANGE));
            visit.page().waitForCondition(() -> !stage.stub().predictions().isEmpty());
            // Until the browser has heard that its photo arrived.
            visit.page().waitForTimeout(300);

            cable.pullOut();
            visit.page().waitForTimeout(1500);
            cable.plugIn();

            assertThat(visit.card("slow.png").locator(".label")).hasText("wine");
        }
    }

    @Test
    void sendsAPhotoAgainThatWasOnItsWayWhenTheConnectionBroke() {
        try (var visit = visit()) {
            visit.page()
                    .route(
                            "**/VAADIN/dynamic/**",
                            route -> {
                                cable.pullOut();
                                route.resume();
                            },
                            new com.microsoft.playwright.Page.RouteOptions().setTimes(1));
            visit.drop(Photos.glass("broken.png", Color.ORANGE));
            assertThat(lost(visit)).isVisible();

            cable.plugIn();

            assertThat(visit.card("broken.png").locator(".label")).hasText("wine");
        }
    }

    @Test
    @Disabled("On a busy machine the answer is not always there within the patience of a test; why is not known yet")
    void worksWhereNoWebSocketGetsThrough() {
        cable.refuseWebSockets();
        try (var visit = visit()) {
            visit.drop(Photos.glass("rioja.png", Color.RED));

            assertThat(visit.card("rioja.png").locator(".label")).hasText("wine");
        }
    }

    private Visit visit() {
        return Visit.to(cable.address(), stage.chromium().browser(), Visit.desktop());
    }

    private static Locator lost(Visit visit) {
        return visit.page().getByText("The connection is lost");
    }
}
