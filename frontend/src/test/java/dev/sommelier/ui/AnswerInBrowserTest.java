package dev.sommelier.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.sommelier.ui.stub.StubAnswer;
import java.awt.Color;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What can be done with an answer, and the ways in that need no photo of one's own.
class AnswerInBrowserTest {
    private static final Color RED_WINE = new Color(0x7b1230);
    private static final FilePayload RIOJA = Photos.glass("rioja.png", RED_WINE);

    private static Stage stage;
    private Visit visit;

    @BeforeAll
    static void set() {
        stage = Stage.set();
    }

    @AfterAll
    static void strike() {
        stage.close();
    }

    @BeforeEach
    void open() {
        stage.stub().onPredict(_ -> StubAnswer.explained("wine", 0.02, 0.05, 0.93, ""));
        stage.stub().onFeedback(call -> StubAnswer.stored("r-1", "wine"));
        stage.stub().feedback().clear();
        visit = stage.visit(Visit.desktop().setPermissions(List.of("clipboard-read", "clipboard-write")));
    }

    @AfterEach
    void leaveWithoutComplaints() {
        assertThat(visit.complaints()).isEmpty();
        visit.close();
    }

    @Test
    void classifiesAnExampleForWhoHasNoPhotoAtHand() {
        visit.page().locator("[data-example=whiskey]").click();

        assertThat(visit.card("whiskey.jpg").locator(".label")).hasText("wine");
        assertThat((int) visit.card("whiskey.jpg").locator("img.preview").evaluate("image => image.naturalWidth"))
                .isEqualTo(ExamplePhotos.SIDE);
    }

    @Test
    void opensWithTheExampleThatTheAddressNames() {
        visit.page().navigate(stage.server().address() + "/?example=beer");

        assertThat(visit.card("beer.jpg").locator(".label")).hasText("wine");
        visit.page().navigate(stage.server().address() + "/?example=../../secret");
        assertThat(visit.page().locator(".intake")).isVisible();
        assertThat(visit.page().locator(".photo")).hasCount(0);
    }

    @Test
    void showsWhatInThePictureSpeaksForTheClass() {
        var card = classified();
        assertThat(card.locator("canvas")).isHidden();

        card.getByText("Show what speaks for it").click();

        var heat = card.locator("canvas.heat");
        assertThat(heat).isVisible();
        // The stub's map is brightest in its upper right corner, and the picture is 4 : 3.
        assertThat(heat.evaluate("canvas => [canvas.width, canvas.height]")).isEqualTo(List.of(224, 168));
        assertThat(alpha(heat, 220, 3)).isEqualTo(255);
        assertThat(alpha(heat, 190, 3)).isBetween(60, 254);
        assertThat(alpha(heat, 3, 165)).isLessThan(60);
        assertThat(heat.evaluate("canvas => canvas.style.opacity")).isEqualTo("0.65");
        card.getByLabel("Strength of the heat map").fill("30");
        assertThat(heat.evaluate("canvas => canvas.style.opacity")).isEqualTo("0.3");
        visit.screenshot("heat-light");
        card.getByText("Show what speaks for it").click();
        assertThat(card.locator("canvas")).isHidden();
    }

    private static int alpha(Locator canvas, int x, int y) {
        return (int) canvas.evaluate(
                "(canvas, [x, y]) => canvas.getContext('2d').getImageData(x, y, 1, 1).data[3]", List.of(x, y));
    }

    @Test
    void storesThatAnAnswerIsRightOrWhatItIsInstead() {
        var card = classified();
        card.getByText("Yes").click();
        assertThat(card.locator(".feedback")).containsText("Thanks. You said: wine.");

        card.getByText("Change").click();
        card.getByText("No", new Locator.GetByTextOptions().setExact(true)).click();
        card.locator(".feedback").getByText("whiskey").click();

        assertThat(card.locator(".feedback")).containsText("Thanks. You said: whiskey.");
        assertThat(stage.stub().feedback()).hasSize(2).allSatisfy(call -> {
            assertThat(call.method()).isEqualTo("POST");
            assertThat(call.headers().getFirst("Content-Type")).isEqualTo("application/json");
        });
        assertThat(stage.stub().feedback().get(0).body())
                .matches("\\{\"request_id\":\"1[0-9a-f]{15}\",\"correct\":true}");
        assertThat(stage.stub().feedback().get(1).body())
                .matches("\\{\"request_id\":\"1[0-9a-f]{15}\",\"label\":\"whiskey\"}");
    }

    @Test
    void offersAListWhereTheModelKnowsManyClasses() {
        String drinks =
                IntStream.range(0, 20).mapToObj("\"drink %d\":0.0"::formatted).collect(Collectors.joining(","));
        String body = StubAnswer.explained("wine", 0.02, 0.05, 0.93, "").body();
        stage.stub().onPredict(StubAnswer.json(body.replace("\"beer\":0.02", "\"beer\":0.02," + drinks)));
        var card = classified();

        card.getByText("No", new Locator.GetByTextOptions().setExact(true)).click();
        Axe.check(visit.page());
        card.getByLabel("What is it?").selectOption("drink 7");

        assertThat(card.locator(".feedback")).containsText("Thanks. You said: drink 7.");
        assertThat(stage.stub().feedback().getFirst().body()).contains("\"label\":\"drink 7\"");
    }

    @Test
    void saysWhyAWordIsNotStored() {
        stage.stub().onFeedback(call -> StubAnswer.problem(404, "No answer with this request_id is remembered."));
        var card = classified();

        card.getByText("Yes").click();

        assertThat(card.locator(".feedback")).containsText("does not remember this answer any more");
        assertThat(card.locator(".feedback").getByText("Try again")).isVisible();
    }

    @Test
    void copiesTheAnswerAndTheCallThatLedToIt() {
        var card = classified();

        copy(card, "JSON");
        assertThat(clipboard()).startsWith("{\"predicted_class\":\"wine\"").endsWith("}");
        copy(card, "curl");
        assertThat(clipboard())
                .isEqualTo(
                        "curl --data-binary '@rioja.png' -H 'Content-Type: application/octet-stream' '%s/predict?explain=true'"
                                .formatted(stage.stub().address()));
        copy(card, "Java");
        assertThat(clipboard()).contains("Path.of(\"rioja.png\")", "HttpClient.newHttpClient()");
    }

    private static void copy(Locator card, String what) {
        card.getByLabel("Copy as " + what).click();
        assertThat(card.locator(".copy-done")).hasText(what + " copied");
    }

    private String clipboard() {
        return (String) visit.page().evaluate("() => navigator.clipboard.readText()");
    }

    @Test
    void remembersWhatTheSessionSawUntilItIsCleared() {
        var card = classified();
        card.getByText("Yes").click();
        assertThat(card.locator(".feedback")).containsText("Thanks");
        visit.page().getByText("Remove all").click();
        visit.page().reload();

        visit.page().getByText("History of this session: 1 answer").click();

        var row = visit.page().locator(".history-row");
        assertThat(row).containsText("rioja.png");
        assertThat(row).containsText("wine, 93.0%");
        assertThat(row).containsText("called right");
        Axe.check(visit.page());
        visit.page().getByText("Clear history").click();
        assertThat(visit.page().locator(".history")).isHidden();
    }

    @Test
    void showsTheNearestTrainingPhotosWhereTheModelHasPicturesOfThem() {
        assertThat(classified().locator(".neighbours")).hasCount(0);
        String picture =
                "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(Photos.file("jpg", new Color(0x8a2040)));
        stage.stub().onPredict(_ -> StubAnswer.explained("wine", 0.02, 0.05, 0.93, picture));

        visit.choose(Photos.glass("malbec.png", RED_WINE));

        var pictures = visit.card("malbec.png").locator(".neighbours img");
        assertThat(pictures).hasCount(3);
        assertThat((int) pictures.first().evaluate("image => image.naturalWidth"))
                .isEqualTo(800);
        assertThat(visit.card("malbec.png").locator(".took")).hasText("Answered in 53 ms");
    }

    @Test
    void everybodyCanUseItInBothThemes() {
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (var other = stage.visit(Visit.desktop().setColorScheme(colours))) {
                Axe.check(other.page());
                other.screenshot("answer-empty-" + colours.name().toLowerCase(Locale.ROOT));
                other.choose(RIOJA, Photos.glass("malbec.png", RED_WINE), Photos.notAnImage("IMG_1.HEIC"));
                assertThat(other.page().locator(".photo[data-state=classified]"))
                        .hasCount(3);
                other.card("rioja.png").getByText("Show what speaks for it").click();
                other.card("malbec.png")
                        .getByText("No", new Locator.GetByTextOptions().setExact(true))
                        .click();
                assertThat(other.card("malbec.png").locator(".feedback")).containsText("What is it?");
                other.screenshot("answer-" + colours.name().toLowerCase(Locale.ROOT));
                Axe.check(other.page());
                assertThat(other.complaints()).isEmpty();
            }
        }
    }

    @Test
    void offersTheCameraOnAPhoneAlone() {
        assertThat(visit.page().locator(".take")).isHidden();
        try (var phone = stage.visit(Visit.phone())) {
            var choosers = new ArrayList<FileChooser>();
            phone.page().onFileChooser(choosers::add);
            phone.page().locator(".take").click();
            phone.page().waitForCondition(() -> !choosers.isEmpty());
            assertThat(choosers.getFirst().isMultiple()).isFalse();
            assertThat(phone.page().locator(".intake input")).hasAttribute("capture", "environment");
            phone.screenshot("answer-phone-empty");
            choosers.getFirst().setFiles(RIOJA);
            assertThat(phone.card("rioja.png").locator(".label")).hasText("wine");
            phone.card("rioja.png").getByText("Show what speaks for it").click();
            assertThat((int) phone.page().evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(390);
            phone.screenshot("answer-phone");
            Axe.check(phone.page());
        }
    }

    /// The best of some tries: on a machine with other work, each may wait for a processor.
    @Test
    void showsItsBarsWithinThreeTenthsOfASecondOfADropBesidesTheBackendsOwnTime() {
        var thinking = Duration.ofMillis(100);
        stage.stub()
                .onPredict(
                        _ -> StubAnswer.explained("wine", 0.02, 0.05, 0.93, "").after(thinking));
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 6; i++) {
            best = Math.min(best, millisFromDropToBars("drop-%d.png".formatted(i)) - thinking.toMillis());
        }
        System.out.printf("from drop to bars: %.0f ms beyond the backend's own time%n", best);
        assertThat(best).isLessThan(300);
    }

    private double millisFromDropToBars(String name) {
        var photo = Photos.glass(name, RED_WINE);
        return ((Number) visit.page()
                        .evaluate(
                                """
                async photo => {
                  const bytes = Uint8Array.from(atob(photo.base64), c => c.charCodeAt(0));
                  const dataTransfer = new DataTransfer();
                  dataTransfer.items.add(new File([bytes], photo.name, { type: 'image/png' }));
                  const start = performance.now();
                  document.querySelector('h1').dispatchEvent(
                      new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
                  while (!document.querySelector(`[aria-label="${photo.name}"] .bar-fill`)) {
                    await new Promise(requestAnimationFrame);
                  }
                  return performance.now() - start;
                }""",
                                Map.of(
                                        "name",
                                        name,
                                        "base64",
                                        Base64.getEncoder().encodeToString(photo.buffer))))
                .doubleValue();
    }

    private Locator classified() {
        visit.choose(RIOJA);
        var card = visit.card("rioja.png");
        assertThat(card.locator(".label")).hasText("wine");
        return card;
    }
}
