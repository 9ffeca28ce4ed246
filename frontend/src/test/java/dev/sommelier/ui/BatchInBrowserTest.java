package dev.sommelier.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.sommelier.ui.stub.StubAnswer;
import dev.sommelier.ui.stub.StubRequest;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchInBrowserTest {
    private static final byte[] WINE = Photos.file("png", new Color(0x7b1230));
    private static final byte[] BEER = Photos.file("png", new Color(0xe0a020));
    private static final byte[] WHISKEY = Photos.file("png", new Color(0xa85a12));
    private static final byte[] BAD = "no photo".getBytes(StandardCharsets.US_ASCII);

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
        stage.stub().onPredict(BatchInBrowserTest::answer);
        visit = visit(Visit.desktop());
    }

    @AfterEach
    void leaveWithoutComplaints() {
        // A photo that arrives just after "Cancel" is not wanted any more, and the browser logs that answer.
        assertThat(visit.complaints()).allMatch(complaint -> complaint.contains("409 (Conflict)"));
        visit.close();
    }

    @Test
    void classifiesThreeHundredPhotosAndAnswersClicksMeanwhile() {
        choose(photos(300));

        assertThat(progress()).containsText("of 300 done");
        assertThat(visit.page().locator(".batch-progress p")).containsText("left.");
        visit.screenshot("batch-running");
        long clicked = System.nanoTime();
        Download early = visit.page()
                .waitForDownload(() -> visit.page().getByText("Download CSV").click());
        assertThat(text(early)).contains("\r\n");
        var served = Duration.ofNanos(System.nanoTime() - clicked);
        System.out.printf("A click amid the batch was served in %d ms%n", served.toMillis());
        assertThat(progress()).not().containsText("all done");
        assertThat(served).isLessThan(Duration.ofSeconds(1));

        assertThat(progress()).hasText("300 photos, all done", patient());
        assertThat(visit.page().locator(".batch-progress p")).hasText("299 classified, 1 refused.");
        select("Show", "Without an answer");
        assertThat(visit.page().locator(".batch-shown")).hasText("1 of 300 shown");
        assertThat(visit.page().locator(".batch-note[data-kind=refused]")).hasText("This is no photo.");
        visit.page().getByText("Show all").click();
        assertThat(visit.page().locator("batch-thumb[style*=data]").first()).isVisible();
        visit.screenshot("batch-light");
        Axe.check(visit.page());
    }

    @Test
    void showsTheTableInTheDark() {
        visit.close();
        visit = visit(Visit.desktop().setColorScheme(ColorScheme.DARK));
        choose(photos(12));
        assertThat(progress()).hasText("12 photos, all done");
        visit.screenshot("batch-dark");
        Axe.check(visit.page());
    }

    @Test
    void fitsAPhone() {
        visit.close();
        visit = visit(Visit.phone());
        visit.screenshot("batch-phone-empty");
        choose(photos(12));
        assertThat(progress()).hasText("12 photos, all done");
        assertThat((int) visit.page().evaluate("document.documentElement.scrollWidth"))
                .isEqualTo(390);
        visit.screenshot("batch-phone");
    }

    @Test
    void saysWhatToDoBeforeThereIsAnyPhoto() {
        assertThat(visit.page().getByText("Drop photos or a zip anywhere on this page"))
                .isVisible();
        assertThat(visit.page().getByText("2,000 in one batch")).isVisible();
        visit.screenshot("batch-empty");
        Axe.check(visit.page());
    }

    @Test
    void unpacksAZipInTheBrowserAndRefusesWhatIsBadInItAlone() throws IOException {
        var zip = zip(
                List.of("red/a.png", "__MACOSX/a.png", "notes.txt", ".hidden", "b.png"), WINE, WINE, BAD, BAD, BEER);

        choose(zip, new FilePayload("cut.zip", "application/zip", Arrays.copyOf(zip.buffer, 900)));

        assertThat(progress()).hasText("4 photos, all done");
        assertThat(visit.page().locator(".batch-name"))
                .hasText(new String[] {"red/a.png", "notes.txt", "b.png", "cut.zip"});
        assertThat(visit.page().locator(".batch-note[data-kind=refused]"))
                .hasText(new String[] {"This is no photo.", "This zip cannot be read: it is damaged or cut off."});
        assertThat(visit.page().locator("batch-thumb[style*=data]")).hasCount(2);
    }

    @Test
    void unpacksNoMoreThanTheDirectoryOfAZipSays() throws IOException {
        var bomb = zip(List.of("bomb.png"), new byte[40 << 20]);
        var liar = zip(List.of("liar.png"), new byte[40 << 20]);
        // Its size in the central directory, which begins with "PK" 1 2.
        int directory = new String(liar.buffer, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        Arrays.fill(liar.buffer, directory + 25, directory + 28, (byte) 0);

        choose(bomb, liar);

        assertThat(progress()).hasText("2 photos, all done");
        assertThat(visit.page().locator(".batch-note")).hasText(new String[] {
            "This photo has 40 MB and the limit is 2 MB.", "This photo could not be read or sent."
        });
    }

    @Test
    void takesTwoThousandPhotosAndStillAnswersAClick() {
        stage.stub().onPredict(request -> answer(request).after(Duration.ofMillis(50)));
        visit.page().evaluate("""
                () => {
                  const files = new DataTransfer();
                  for (let i = 0; i < 2005; i++) {
                    files.items.add(new File(['no photo'], `photo-${i}.png`, { type: 'image/png' }));
                  }
                  const input = document.querySelector('.batch-intake input');
                  input.files = files.files;
                  input.dispatchEvent(new Event('change'));
                }""");
        assertThat(visit.page().getByText("5 files found no room")).isVisible();
        assertThat(progress()).containsText("of 2,000 done");

        long clicked = System.nanoTime();
        visit.page()
                .getByText("Cancel", new Page.GetByTextOptions().setExact(true))
                .click();
        assertThat(progress()).containsText("Cancelled after");
        var served = Duration.ofNanos(System.nanoTime() - clicked);
        System.out.printf("Two thousand photos were cancelled in %d ms%n", served.toMillis());
        assertThat(served).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void stopsAtOnceKeepsWhatIsThereAndGoesOnWhenAsked() {
        stage.stub().onPredict(request -> answer(request).after(Duration.ofMillis(100)));
        choose(photos(60));
        assertThat(visit.page().locator(".batch-name").first()).isVisible();
        visit.page().getByText("Looking at it").first().waitFor();

        visit.page().getByText("Cancel").click();
        assertThat(progress()).containsText("Cancelled after");
        int sent = stage.stub().predictions().size();
        visit.page().waitForTimeout(500);
        assertThat(stage.stub().predictions().size()).isLessThanOrEqualTo(sent + 3);
        assertThat(visit.page().locator(".batch-progress p")).containsText("not sent");

        stage.stub().onPredict(BatchInBrowserTest::answer);
        visit.page().locator(".batch-buttons").getByText("again").click();
        assertThat(visit.page().locator(".batch-progress p")).hasText("59 classified, 1 refused.", patient());
    }

    @Test
    void filtersAndSorts() {
        choose(photos(12));
        assertThat(progress()).hasText("12 photos, all done");

        select("Class", "beer");
        assertThat(visit.page().locator(".batch-shown")).hasText("4 of 12 shown");
        select("Class", "Any class");
        select("Show", "Unfamiliar ones");
        assertThat(visit.page().locator(".batch-shown")).hasText("3 of 12 shown");
        visit.page().getByText("Show all").click();
        visit.page().locator("vaadin-grid-sorter").getByText("Confidence").click();

        // Without an answer, then beer at 76%.
        assertThat(visit.page().locator(".batch-figure").first()).hasText("–");
    }

    @Test
    void givesTheTableAwayAsCsvAndJson() {
        choose(new FilePayload("=cmd,\"x\".png", "image/png", BEER), new FilePayload("bad.png", "image/png", BAD));
        assertThat(progress()).hasText("2 photos, all done");

        String csv = text(visit.page()
                .waitForDownload(() -> visit.page().getByText("Download CSV").click()));
        String json = text(visit.page()
                .waitForDownload(() -> visit.page().getByText("Download JSON").click()));

        assertThat(csv)
                .startsWith("\ufefffile,bytes,")
                .contains("\r\n\"'=cmd,\"\"x\"\".png\",", ",beer,0.76,true,\r\n");
        assertThat(json).contains("\"predicted_class\" : \"beer\"", "\"reason\" : \"This is no photo.\"");
    }

    @Test
    void waitsWhileTheBackendIsAwayAndGoesOnOnceItIsBack() {
        stage.stub().onPredict(request -> answer(request).after(Duration.ofMillis(60)));
        choose(photos(40));
        visit.page().getByText("Looking at it").first().waitFor();

        stage.stub().goAway();
        assertThat(visit.page().locator(".notice")).containsText("The batch waits");
        assertThat(visit.page().locator(".batch-progress p")).containsText("Waiting until the classifier is back.");
        stage.stub().comeBack();

        assertThat(progress()).hasText("40 photos, all done", patient());
        assertThat(visit.page().locator(".batch-progress p")).hasText("39 classified, 1 refused.");
    }

    private static Visit visit(Browser.NewContextOptions options) {
        var visit = stage.visit(options);
        visit.page().navigate(stage.server().address() + "/batch");
        visit.page().waitForFunction("() => document.querySelector('.batch-intake')?.send");
        return visit;
    }

    private void choose(FilePayload... files) {
        visit.page().locator(".batch-intake input[type=file]").setInputFiles(files);
    }

    private Locator progress() {
        return visit.page().locator(".batch-progress h2");
    }

    private void select(String field, String item) {
        visit.page()
                .locator("vaadin-select")
                .filter(new Locator.FilterOptions()
                        .setHas(visit.page().locator("label", new Page.LocatorOptions().setHasText(field))))
                .first()
                .click();
        visit.page()
                .getByRole(
                        AriaRole.OPTION,
                        new Page.GetByRoleOptions().setName(item).setExact(true))
                .click();
    }

    private static LocatorAssertions.HasTextOptions patient() {
        return new LocatorAssertions.HasTextOptions().setTimeout(90_000);
    }

    private static StubAnswer answer(StubRequest request) {
        byte[] photo = request.photo();
        if (Arrays.equals(photo, BAD)) {
            return StubAnswer.problem(422, "This is no photo.");
        }
        if (Arrays.equals(photo, WHISKEY)) {
            String body = StubAnswer.prediction("whiskey", 0.3, 0.48, 0.22).body();
            return StubAnswer.json(body.replaceFirst("\\{", "{\"familiar\": false,"));
        }
        return Arrays.equals(photo, BEER)
                ? StubAnswer.prediction("beer", 0.76, 0.2, 0.04)
                : StubAnswer.prediction("wine", 0.02, 0.05, 0.93);
    }

    /// A third of each class, and one in the middle that is no photo.
    private static FilePayload[] photos(int count) {
        var photos = new ArrayList<FilePayload>();
        var kinds = List.of(WINE, BEER, WHISKEY);
        for (int i = 0; i < count; i++) {
            byte[] photo = i == count / 2 + 2 ? BAD : kinds.get(i % 3);
            photos.add(new FilePayload("photo-%03d.png".formatted(i), "image/png", photo));
        }
        return photos.toArray(FilePayload[]::new);
    }

    private static FilePayload zip(List<String> names, byte[]... files) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < files.length; i++) {
                zip.putNextEntry(new ZipEntry(names.get(i)));
                zip.write(files[i]);
            }
        }
        return new FilePayload("photos.zip", "application/zip", bytes.toByteArray());
    }

    private static String text(Download download) {
        try {
            return Files.readString(download.path());
        } catch (IOException gone) {
            throw new AssertionError(gone);
        }
    }
}
