package dev.sommelier.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.options.FilePayload;
import dev.sommelier.ui.stub.StubAnswer;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClassifyInBrowserTest {
    private static final StubAnswer WINE = StubAnswer.prediction("wine", 0.02, 0.05, 0.93);
    private static final Color RED_WINE = new Color(0x7b1230);

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
        stage.stub().onPredict(WINE);
        visit = stage.visit(Visit.desktop());
    }

    @AfterEach
    void leaveWithoutComplaints() {
        assertThat(visit.complaints()).isEmpty();
        visit.close();
    }

    @Test
    void saysWhatToDoBeforeThereIsAnyPhoto() {
        assertThat(visit.page().getByText("Drop photos anywhere on this page")).isVisible();
        assertThat(visit.page().getByText("up to 2 MB each")).isVisible();
        assertThat(visit.page().getByText("Model drinks, version 1")).isVisible();
        visit.screenshot("empty-light");
    }

    @Test
    void classifiesSeveralChosenPhotosAtOnce() {
        var rioja = Photos.glass("rioja.png", RED_WINE);
        var pils = Photos.glass("pils.png", new Color(0xe0a020));
        var islay = Photos.glass("islay.png", new Color(0xa85a12));
        var answers = Map.of(
                Arrays.hashCode(rioja.buffer), WINE,
                Arrays.hashCode(pils.buffer), StubAnswer.prediction("beer", 0.76, 0.2, 0.04),
                Arrays.hashCode(islay.buffer), StubAnswer.prediction("whiskey", 0.3, 0.48, 0.22));
        stage.stub().onPredict(request -> answers.getOrDefault(Arrays.hashCode(request.photo()), WINE));

        visit.choose(rioja, pils, islay);

        assertThat(visit.page().locator(".photo[data-state=classified]")).hasCount(3);
        assertThat(visit.page().locator(".photo .label")).containsText(new String[] {"wine", "beer", "whiskey"});
        assertThat(visit.page().locator(".tray h2")).hasText("3 photos");
        visit.screenshot("light");
    }

    @Test
    void showsThePictureAndEachProbabilityOfADroppedPhoto() {
        visit.drop(Photos.glass("rioja.png", RED_WINE));

        var card = visit.card("rioja.png");
        assertThat(card.locator(".label")).hasText("wine");
        assertThat(card.locator(".sureness")).hasText("very sure");
        assertThat(card.locator(".bar")).containsText(new String[] {"wine93.0%", "whiskey5.0%", "beer2.0%"});
        assertThat((int) card.locator("img").evaluate("image => image.naturalWidth"))
                .isEqualTo(800);
    }

    @Test
    void classifiesAPastedPhoto() {
        visit.paste(Photos.glass("image.png", RED_WINE));

        assertThat(visit.card("image.png").locator(".label")).hasText("wine");
    }

    @Test
    void showsARefusedPhotoWithTheReasonOnItsCard() {
        stage.stub().onPredict(StubAnswer.problem(415, "HEIC cannot be read here. Send one of JPEG, PNG."));

        visit.drop(Photos.notAnImage("IMG_1234.HEIC"));

        assertThat(visit.card("IMG_1234.HEIC")).containsText("HEIC cannot be read here. Send one of JPEG, PNG.");
        assertThat(visit.card("IMG_1234.HEIC").getByText("No preview for this format"))
                .isVisible();
    }

    @Test
    void showsAPlaceholderForAFormatThatOnlyTheBackendReads() {
        visit.choose(Photos.tiff("scan.tiff"));

        assertThat(visit.card("scan.tiff").locator(".label")).hasText("wine");
        assertThat(visit.card("scan.tiff").getByText("No preview for this format"))
                .isVisible();
    }

    @Test
    void refusesAPhotoOverTheLimitBeforeItIsSent() {
        int before = stage.stub().predictions().size();

        visit.choose(new FilePayload("huge.png", "image/png", new byte[3 << 20]));

        assertThat(visit.card("huge.png")).containsText("This photo has 3 MB and the limit is 2 MB.");
        assertThat(stage.stub().predictions()).hasSize(before);
    }

    @Test
    void showsAHostileFileNameAsText() {
        String name = "<img src=x onerror=document.title='hacked'>.png";

        visit.choose(Photos.glass(name, RED_WINE));

        assertThat(visit.card(name).locator(".file-name")).hasText(name);
        assertThat(visit.page()).hasTitle("Classify – Sommelier");
    }

    @Test
    void triesAgainWhenAsked() {
        stage.stub().onPredict(StubAnswer.problem(500, "Something broke."));
        visit.choose(Photos.glass("rioja.png", RED_WINE));
        var retry = visit.card("rioja.png").getByText("Try again");
        retry.waitFor();

        stage.stub().onPredict(WINE);
        retry.click();

        assertThat(visit.card("rioja.png").locator(".label")).hasText("wine");
    }

    @Test
    void removesAPhoto() {
        visit.choose(Photos.glass("rioja.png", RED_WINE));

        visit.page().getByLabel("Remove rioja.png").click();

        assertThat(visit.card("rioja.png")).hasCount(0);
    }

    @Test
    void reachesTheFileChooserWithTheKeyboardAlone() {
        var keyboard = visit.page().keyboard();
        var choosers = new ArrayList<FileChooser>();
        // Well before Enter: the browser needs a moment until it hands its file chooser over.
        visit.page().onFileChooser(choosers::add);

        List<String> stops = new ArrayList<>(List.of(".skip", ".brand"));
        int pages = visit.page().locator("nav a:visible").count();
        IntStream.range(0, pages).forEach(i -> stops.add("nav a >> nth=" + i));
        stops.addAll(List.of(".color-scheme [value=system]", ".choose"));
        for (String stop : stops) {
            keyboard.press("Tab");
            assertThat(visit.page().locator(stop)).isFocused();
        }
        keyboard.press("Enter");

        visit.page().waitForCondition(() -> !choosers.isEmpty());
        assertThat(choosers.getFirst().isMultiple()).isTrue();
    }

    @Test
    void isThereForEverybodyInLightAndDark() {
        stage.stub().onPredict(request -> request.photo().length % 2 == 0 ? WINE : StubAnswer.problem(500, "Broke."));
        Axe.check(visit.page());
        visit.choose(
                Photos.glass("rioja.png", RED_WINE), Photos.glass("pils.png", Color.ORANGE), Photos.tiff("scan.tiff"));
        visit.choose(Photos.notAnImage("IMG_1234.HEIC"));
        assertThat(visit.page().locator(".photo:is([data-state=classified], [data-state=failed])"))
                .hasCount(4);

        Axe.check(visit.page());
        visit.page().getByLabel("Dark").check();
        Axe.check(visit.page());
    }

    @Test
    void tellsAnAnswerToThoseWhoCannotSeeIt() {
        visit.choose(Photos.glass("rioja.png", RED_WINE));

        assertThat(visit.page().locator(".tray [aria-live=polite]")).hasText("rioja.png: wine, 93.0%, very sure.");
    }
}
