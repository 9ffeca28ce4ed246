package dev.sommelier.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Looking at versions, changing the one that answers, and taking one along.
class ModelsInBrowserTest {
    private static Stage stage;

    @BeforeAll
    static void set() {
        stage = Stage.set();
    }

    @AfterAll
    static void strike() {
        stage.close();
    }

    @BeforeEach
    void publish() {
        new StubModels(stage.stub());
        stage.stub().calls().clear();
    }

    @Test
    void showsEachVersionWithItsFiguresAndItsFault() {
        try (var visit = open(Visit.desktop())) {
            assertThat(version(visit, 2)).containsText("answers now");
            assertThat(version(visit, 2)).containsText("90.5%");
            assertThat(version(visit, 2)).containsText("95% interval 88.7% to 91.9%");
            assertThat(version(visit, 2)).containsText("20261123-130825-drinks");
            assertThat(version(visit, 1)).containsText("answered before");
            assertThat(version(visit, 1)).containsText("<b>beer</b>");
            assertThat(version(visit, 3)).containsText("3/model.safetensors: is missing");
            assertThat(version(visit, 3).getByRole(AriaRole.BUTTON)).hasCount(0);
            Axe.check(visit.page());
            visit.screenshot("models-light");
            assertThat(visit.complaints()).isEmpty();
        }
    }

    @Test
    void goesBackWithAKeyAndOtherPagesSeeIt() {
        try (var visit = open(Visit.desktop());
                var other = open(Visit.desktop())) {
            button(version(visit, 1), "Go back to version 1").click();
            assertThat(visit.page().getByLabel("Key")).isFocused();
            assertThat(visit.page().getByLabel("Key")).hasAttribute("type", "password");
            button(visit, "Let it answer").click();
            assertThat(visit.page().locator(".result")).hasText("Type a key first.");
            visit.page().getByLabel("Key").fill("wrong");
            button(visit, "Let it answer").click();
            assertThat(visit.page().locator(".result")).containsText("This key is not known here.");
            visit.page().waitForTimeout(300);
            Axe.check(visit.page());
            visit.screenshot("models-refused");
            visit.page().getByLabel("Key").fill(StubModels.KEY);
            visit.page().getByLabel("Key").press("Enter");
            assertThat(visit.page().locator(".result")).hasText("Version 1 answers now.");
            button(visit, "Close").click();
            assertThat(version(visit, 1)).containsText("answers now");
            assertThat(version(other, 1)).containsText("answers now");
            assertThat(version(other, 2)).containsText("answered before");
            assertThat(visit.page().content()).doesNotContain(StubModels.KEY);
            assertThat(stage.stub().calls())
                    .extracting(call -> call.method() + " " + call.path())
                    .containsExactly("POST /models/1/activate", "POST /models/1/activate");
        }
    }

    @Test
    void showsTheEvaluationInBothThemesAndOnAPhone() {
        for (var scheme : ColorScheme.values()) {
            if (scheme == ColorScheme.NO_PREFERENCE) {
                continue;
            }
            try (var visit = open(Visit.desktop().setColorScheme(scheme))) {
                evaluation(visit);
                assertThat(visit.page().locator(".class-table")).containsText("87.9%");
                Axe.check(visit.page());
                visit.screenshot("models-evaluation-" + scheme.name().toLowerCase(Locale.ROOT));
                assertThat(visit.complaints()).isEmpty();
            }
        }
        try (var visit = open(Visit.phone())) {
            evaluation(visit);
            visit.screenshot("models-phone");
            assertThat((int) visit.page().evaluate("document.documentElement.scrollWidth"))
                    .isEqualTo(390);
        }
    }

    @Test
    void showsTheFullReportWhereItCanDoNothing() {
        try (var visit = open(Visit.desktop())) {
            evaluation(visit);
            Page report = visit.context()
                    .waitForPage(() -> visit.page()
                            .getByText("Full report (opens in a new tab)")
                            .click());
            report.waitForLoadState();
            assertThat(report.getByRole(AriaRole.HEADING)).hasText("Evaluation of drinks 2");
            assertThat(report.title()).isEqualTo("Evaluation of drinks 2");
        }
    }

    @Test
    void passesAFileOnToTheBrowser() throws IOException {
        try (var visit = open(Visit.desktop())) {
            version(visit, 2)
                    .getByText("ONNX, 42.6 MB", new Locator.GetByTextOptions().setExact(true))
                    .click();
            visit.page().getByLabel("Key").fill(StubModels.KEY);
            button(visit, "Make the file").click();
            var link = visit.page().getByText("Download drinks-2.onnx (1.1 MB)");
            assertThat(link).isVisible();
            var file = visit.page().waitForDownload(link::click);
            assertThat(file.suggestedFilename()).isEqualTo("drinks-2.onnx");
            assertThat(Files.readString(file.path())).isEqualTo(StubModels.FILE);
        }
    }

    private static Visit open(NewContextOptions options) {
        var visit = stage.visit(options);
        visit.page().navigate(stage.server().address() + "/models");
        assertThat(visit.page().locator(".version")).hasCount(3);
        return visit;
    }

    private static void evaluation(Visit visit) {
        button(version(visit, 2), "Evaluation of version 2").click();
        assertThat(visit.page().locator(".evaluation svg")).hasCount(2);
    }

    private static Locator version(Visit visit, int number) {
        return visit.page()
                .getByRole(
                        AriaRole.ARTICLE,
                        new Page.GetByRoleOptions().setName("Version " + number).setExact(true));
    }

    private static Locator button(Visit visit, String name) {
        return visit.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator button(Locator where, String name) {
        return where.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }
}
