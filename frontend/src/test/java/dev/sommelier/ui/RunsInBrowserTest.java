package dev.sommelier.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.sommelier.ui.stub.StubAnswer;
import dev.sommelier.ui.stub.StubRuns;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What somebody does who wants to know how trainings went.
class RunsInBrowserTest {
    private static Stage stage;
    private StubRuns runs;

    @BeforeAll
    static void set() {
        stage = Stage.set();
    }

    @AfterAll
    static void strike() {
        stage.close();
    }

    @BeforeEach
    void train() {
        runs = new StubRuns();
        stage.stub().onManage(runs);
    }

    @Test
    void showsHowATrainingWent() {
        try (var visit = runs(Visit.desktop())) {
            choose(visit, StubRuns.RUNNING);
            choose(visit, StubRuns.FINISHED);

            assertThat(text(visit, "Accuracy by epoch")).isVisible();
            assertThat(text(visit, "86.3%").first()).isVisible();
            assertThat(text(visit, "95% interval 81.2% to 90.2%")).isVisible();
            assertThat(text(visit, "31 answers were wrong; here are the 7 with the most confidence."))
                    .isVisible();
            Locator pictures = visit.page().locator(".mistake img");
            assertThat(pictures).hasCount(6);
            pictures.last().scrollIntoViewIfNeeded();
            visit.page()
                    .waitForCondition(() -> (boolean) pictures.last().evaluate("image => image.naturalWidth === 160"));
            assertThat(pictures.last().getAttribute("src")).doesNotContain("/runs/");
            visit.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Settings"))
                    .click();
            assertThat(text(visit, "dataset.path")).isVisible();
            Axe.check(visit.page());
            visit.screenshot("runs-light");
            visit.page().getByLabel("Dark").check();
            Axe.check(visit.page());
            visit.screenshot("runs-dark");
            assertThat(visit.page()).hasTitle("Runs – Sommelier");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void setsTrainingsSideBySide() {
        try (var visit = runs(Visit.desktop())) {
            choose(visit, StubRuns.FINISHED);
            choose(visit, StubRuns.FAILED);

            assertThat(text(visit, "train.epochs").first()).isVisible();
            assertThat(text(visit, "85.0%, best")).isVisible();
            assertThat(visit.page().locator("svg text", new Page.LocatorOptions().setHasText("val. 20261102-")))
                    .not()
                    .hasCount(0);
            visit.page().getByText("What they cost the machine").click();
            assertThat(text(visit, "Memory of the process")).isVisible();
            assertThat(text(visit, "Memory of the first GPU")).isHidden();
            visit.screenshot("runs-compare");
            Axe.check(visit.page());
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void followsATrainingThatRuns() {
        try (var visit = runs(Visit.desktop())) {
            assertThat(visit.page().locator(".run-state[data-state=running]")).hasText("running");
            assertThat(visit.page().locator(".chart-box").nth(1))
                    .hasAttribute("aria-label", Pattern.compile(".*at epoch 3\\."));

            runs.endEpoch();

            assertThat(visit.page().locator(".chart-box").nth(1))
                    .hasAttribute("aria-label", Pattern.compile(".*at epoch 4\\."));
            assertThat(stage.stub().calls()).anyMatch(call -> call.path().contains("&after=1-3"));
        }
    }

    @Test
    void asksNobodyWhileNobodySeesThePage() {
        try (var visit = runs(Visit.desktop())) {
            assertThat(row(visit, StubRuns.RUNNING)).isVisible();
            visit.page().evaluate("Object.defineProperty(document, 'hidden', { value: true, configurable: true })");
            visit.page().waitForTimeout(500);
            int before = stage.stub().calls().size();

            visit.page().waitForTimeout(4500);

            assertThat(stage.stub().calls()).hasSize(before);
            visit.page().evaluate("delete document.hidden");
            visit.page().waitForCondition(() -> stage.stub().calls().size() > before);
        }
    }

    @Test
    void filtersAndSorts() {
        try (var visit = runs(Visit.desktop())) {
            Locator byAccuracy = visit.page()
                    .locator("vaadin-grid-sorter", new Page.LocatorOptions().setHasText("validation accuracy"));
            byAccuracy.click();
            byAccuracy.click();
            visit.page().waitForCondition(() -> topmost(visit).equals(StubRuns.FINISHED));

            visit.page().getByLabel("Name contains").fill("drinks");
            assertThat(row(visit, StubRuns.RUNNING)).hasCount(0);
            assertThat(row(visit, StubRuns.FINISHED)).isVisible();
            assertThat(text(visit, "2 trainings")).isVisible();

            visit.page().getByLabel("Name contains").fill("nothing like that");
            assertThat(text(visit, "No training fits. Change the name or the state above."))
                    .isVisible();
        }
    }

    @Test
    void showsHostileNamesAsText() {
        try (var visit = runs(Visit.desktop())) {
            choose(visit, StubRuns.RUNNING);
            choose(visit, StubRuns.FINISHED);
            choose(visit, StubRuns.FAILED);
            assertThat(text(visit, "said " + StubRuns.HOSTILE)).isVisible();
            assertThat(visit.page().locator("img[src=x]")).hasCount(0);
            assertThat(visit.page()).hasTitle("Runs – Sommelier");
        }
    }

    @Test
    void fitsAPhone() {
        try (var visit = runs(Visit.phone())) {
            choose(visit, StubRuns.RUNNING);
            choose(visit, StubRuns.FINISHED);
            assertThat(visit.page().locator(".mistake")).hasCount(7);
            assertThat((int) visit.page().evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(390);
            Axe.check(visit.page());
            visit.screenshot("runs-phone");
        }
    }

    @Test
    void saysWhatToDoWhereThereIsNothing() {
        stage.stub().onManage(_ -> StubAnswer.json("{\"runs\": [], \"folders\": 0, \"more\": false}"));
        try (var visit = runs(Visit.desktop())) {
            assertThat(text(visit, "Start one with ./sommelier train.")).isVisible();
            visit.screenshot("runs-empty");
            stage.stub().onManage(runs);
            assertThat(row(visit, StubRuns.RUNNING)).isVisible();
        }
    }

    @Test
    void saysWhyItShowsNothing() {
        stage.stub().onManage(_ -> StubAnswer.problem(401, "Send a key."));
        try (var visit = runs(Visit.desktop())) {
            assertThat(text(visit, "Whoever runs it sets SOMMELIER_UI_BACKEND_KEY"))
                    .isVisible();
            visit.screenshot("runs-not-allowed");
            stage.stub().onManage(runs);
            visit.page().getByText("Look again now").click();
            assertThat(row(visit, StubRuns.RUNNING)).isVisible();

            stage.stub().onManage(_ -> StubAnswer.problem(500, "It broke."));
            assertThat(text(visit, "It broke. What you see is from before.")).isVisible();
            assertThat(row(visit, StubRuns.RUNNING)).isVisible();
        }
    }

    private static Visit runs(NewContextOptions options) {
        var visit = stage.visit(options);
        visit.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Runs"))
                .click();
        assertThat(visit.page().getByText("How did the trainings go?")).isVisible();
        return visit;
    }

    private static Locator row(Visit visit, String id) {
        return visit.page().getByRole(AriaRole.ROW, new Page.GetByRoleOptions().setName(id));
    }

    private static String topmost(Visit visit) {
        return (String) visit.page().evaluate("""
                () => [...document.querySelectorAll('.run-id')].filter(each => each.offsetParent)
                  .sort((a, b) => a.getBoundingClientRect().y - b.getBoundingClientRect().y)[0]?.textContent ?? ''""");
    }

    private static void choose(Visit visit, String id) {
        visit.page()
                .locator(".run-id", new Page.LocatorOptions().setHasText(id))
                .first()
                .click();
    }

    private static Locator text(Visit visit, String text) {
        return visit.page().getByText(text);
    }
}
