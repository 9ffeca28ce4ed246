package dev.sommelier.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sommelier.failure.Failure;
import dev.sommelier.image.Preprocessing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people and programs get of an audit.
class AuditFilesTest {
    private static final AuditLimits LIMITS = new AuditLimits(Preprocessing.imagenet(), 1_000_000, 20_000_000);

    @TempDir
    Path folder = Path.of("");

    private Path photos = Path.of("");

    @BeforeEach
    void drawPhotos() throws IOException {
        photos = folder.resolve("photos");
        Drawing.of(1).save(photos.resolve("beer/1.jpg"));
        Drawing.of(1).scaled(300, 240).save(photos.resolve("wine/<b>1 & \"2\".png"));
        Files.writeString(photos.resolve("wine/red \u001b[31m\u202egpj.txt"), "no photo");
    }

    private AuditReport audit() {
        return new Audit(LIMITS, (_, _) -> {}).run(photos);
    }

    private String written(String name) throws IOException {
        Path out = folder.resolve("reports/photos");
        assertThat(AuditFiles.in(out, photos).write(audit(), LIMITS))
                .containsExactly(out.resolve("audit.html"), out.resolve("audit.json"));
        return Files.readString(out.resolve(name));
    }

    @Test
    void thePageShowsBothPhotosAndTheirClasses() throws IOException {
        assertThat(written("audit.html"))
                .contains("The same picture under two labels: 1", "<bdi>beer</bdi>", "<bdi>wine</bdi>", "1.jpg")
                .contains("The file is not an image")
                .containsPattern("(?s)src=\"data:image/jpeg;base64,/9j/.*src=\"data:image/jpeg;base64,/9j/");
    }

    @Test
    void thePageLoadsNothingAndRunsNothing() throws IOException {
        assertThat(written("audit.html"))
                .contains("default-src 'none'")
                .doesNotContain("http:", "https:", "<script", "<link");
    }

    @Test
    void whatAFileIsCalledIsTextOnThePage() throws IOException {
        assertThat(written("audit.html"))
                .contains("&lt;b&gt;1 &amp; &quot;2&quot;.png", "red ?[31m?gpj.txt")
                .doesNotContain("<b>1", "\u001b", "\u202e");
    }

    @Test
    void programsGetEveryFinding() throws IOException {
        JsonNode json = new ObjectMapper().readTree(written("audit.json"));
        assertThat(json.at("/serious").booleanValue()).isTrue();
        assertThat(json.at("/files").intValue()).isEqualTo(3);
        assertThat(json.at("/classes/1/formats/PNG").intValue()).isEqualTo(1);
        assertThat(json.at("/findings/0/kind").textValue()).isEqualTo("two_labels");
        assertThat(json.at("/findings/0/photos/0/path").textValue()).isEqualTo("beer/1.jpg");
        assertThat(json.at("/findings/0/photos/1/width").intValue()).isEqualTo(300);
        assertThat(json.at("/findings/1/kind").textValue()).isEqualTo("unreadable");
        assertThat(json.at("/pixels/least/path").textValue()).startsWith("wine/");
    }

    @Test
    void theTerminalGetsTheWorstFirstAndNothingThatSteersIt() {
        assertThat(AuditText.of(audit()))
                .contains("red ?[31m?gpj.txt")
                .doesNotContain("\u001b", "\u202e")
                .containsSubsequence(
                        photos + ": 3 files in 2 class folders",
                        "!! The same picture under two labels: 1",
                        "beer/1.jpg, wine/",
                        "!! Cannot be read: 1",
                        "class  files  usable  JPEG  PNG",
                        "beer       1       1     1    0",
                        "smallest",
                        "300 × 240");
    }

    @Test
    void theTerminalIsToldIfAllIsWell() throws IOException {
        Files.delete(photos.resolve("wine/red \u001b[31m\u202egpj.txt"));
        Drawing.of(2).save(photos.resolve("wine/<b>1 & \"2\".png"));
        assertThat(AuditText.of(audit())).contains("Nothing was found that should be mended.");
        assertThat(written("audit.html")).contains("Nothing was found that should be mended.");
    }

    @Test
    void doesNotWriteWhereTheReportWouldBecomeAClass() {
        assertThatThrownBy(() -> AuditFiles.in(photos.resolve("audit"), photos))
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageContaining("training would take it for a class");
        assertThat(photos.resolve("audit")).doesNotExist();
    }

    @Test
    void saysBeforeTheAuditWhereNothingCanBeWritten() {
        assertThatThrownBy(() -> AuditFiles.in(photos.resolve("beer/1.jpg/audit"), folder.resolve("photos/wine")))
                .isInstanceOf(Failure.CannotStart.class)
                .hasMessageContaining("nothing can be written");
    }

    @Test
    void makesNoFolderForPhotosThatAreNotThere() {
        assertThatThrownBy(() -> AuditFiles.in(folder.resolve("audit"), folder.resolve("phtos")))
                .isInstanceOf(Failure.BadDataset.class)
                .hasMessageContaining("phtos is not a folder");
        assertThat(folder.resolve("audit")).doesNotExist();
    }
}
