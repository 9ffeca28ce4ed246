package dev.sommelier.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.Format;
import dev.sommelier.image.Preprocessing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTest {
    private static final AuditLimits LIMITS = new AuditLimits(Preprocessing.imagenet(), 1_000_000, 400_000);

    @TempDir
    Path root = Path.of("");

    @BeforeEach
    void drawTwoClasses() throws IOException {
        for (int i = 0; i < 4; i++) {
            Drawing.of(i).save(root.resolve("beer/%d.jpg".formatted(i)));
            Drawing.of(100 + i).save(root.resolve("wine/%d.jpg".formatted(i)));
        }
    }

    private AuditReport audit() {
        return new Audit(LIMITS, (_, _) -> {}).run(root);
    }

    private static List<String> paths(AuditFinding finding) {
        return finding.photos().stream().map(AuditPhoto::path).toList();
    }

    private static void assertOnly(AuditReport report, AuditKind kind, String what, String... paths) {
        assertThat(report.findings()).hasSize(1);
        AuditFinding finding = report.findings().getFirst();
        assertThat(finding.kind()).isEqualTo(kind);
        assertThat(finding.what()).contains(what);
        assertThat(paths(finding)).containsExactly(paths);
    }

    @Test
    void hasNothingToSayOfDifferentPhotosInEqualClasses() {
        AuditReport report = audit();
        assertThat(report.findings()).isEmpty();
        assertThat(report.serious()).isFalse();
        assertThat(report.photos()).hasSize(8);
    }

    @Test
    void findsTheSameFileUnderTwoLabelsBeforeAnythingElse() throws IOException {
        Files.writeString(root.resolve("beer/0.txt"), "no photo");
        Files.copy(root.resolve("beer/1.jpg"), root.resolve("wine/copy.jpg"));
        AuditReport report = audit();
        assertThat(report.serious()).isTrue();
        assertThat(report.findings().getFirst().kind()).isEqualTo(AuditKind.TWO_LABELS);
        assertThat(paths(report.findings().getFirst())).containsExactly("beer/1.jpg", "wine/copy.jpg");
    }

    @Test
    void findsASmallCopyUnderAnotherLabel() throws IOException {
        Drawing.of(2).scaled(240, 230).save(root.resolve("wine/small.png"));
        assertOnly(audit(), AuditKind.TWO_LABELS, "another size", "beer/2.jpg", "wine/small.png");
    }

    @Test
    void putsAllCopiesOfAPictureIntoOneFinding() throws IOException {
        Files.copy(root.resolve("beer/3.jpg"), root.resolve("beer/4.jpg"));
        Drawing.of(3).scaled(800, 600).save(root.resolve("beer/large.jpg"));
        assertOnly(audit(), AuditKind.SAME_PICTURE, "the same file", "beer/3.jpg", "beer/4.jpg", "beer/large.jpg");
    }

    @Test
    void tellsTheSameFileFromTheSamePicture() throws IOException {
        Files.copy(root.resolve("beer/3.jpg"), root.resolve("beer/other name.jpg"));
        assertOnly(audit(), AuditKind.SAME_FILE, "the same file", "beer/3.jpg", "beer/other name.jpg");
        assertThat(audit().serious()).isFalse();
    }

    @Test
    void findsAMirroredCopy() throws IOException {
        Drawing.of(1).mirrored().save(root.resolve("beer/mirrored.jpg"));
        assertOnly(audit(), AuditKind.SAME_PICTURE, "mirrored", "beer/1.jpg", "beer/mirrored.jpg");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 9, 10})
    void findsACopyWithoutItsEdges(int percent) throws IOException {
        Drawing.of(1).cropped(percent).save(root.resolve("beer/cropped.jpg"));
        assertOnly(audit(), AuditKind.SAME_PICTURE, "", "beer/1.jpg", "beer/cropped.jpg");
    }

    @Test
    void findsACopyWithoutColours() throws IOException {
        Drawing.of(1).grey().save(root.resolve("beer/grey.png"));
        assertOnly(audit(), AuditKind.SAME_PICTURE, "other colours", "beer/1.jpg", "beer/grey.png");
    }

    /// Their difference hashes are as good as equal, for most of each picture is white.
    @Test
    void tellsDifferentThingsOnWhiteApart() throws IOException {
        Drawing narrow = Drawing.onWhite(0x7A3B00, 60, 340);
        Drawing wide = Drawing.onWhite(0x103060, 90, 250);
        narrow.save(root.resolve("beer/narrow.png"));
        wide.save(root.resolve("wine/wide.png"));
        assertThat(audit().findings()).isEmpty();
    }

    @Test
    void tellsEmptyPicturesFromCopiesOfEachOther() throws IOException {
        Drawing.flat(0xFFFFFF, 300, 300).save(root.resolve("beer/white.png"));
        Drawing.flat(0x000000, 300, 300).save(root.resolve("wine/black.png"));
        assertThat(audit().findings()).extracting(AuditFinding::kind).containsExactly(AuditKind.BLANK, AuditKind.BLANK);
    }

    @Test
    void goesOnWhereFilesCannotBeRead() throws IOException {
        byte[] photo = Files.readAllBytes(root.resolve("beer/0.jpg"));
        Files.write(root.resolve("beer/cut.jpg"), Arrays.copyOf(photo, 2000));
        Files.createFile(root.resolve("beer/empty.jpg"));
        Files.writeString(root.resolve("beer/phone.jpg"), "\0\0\0\u0018ftypheic", StandardCharsets.ISO_8859_1);
        Files.writeString(root.resolve("beer/text.jpg"), "no photo");
        Files.createSymbolicLink(root.resolve("beer/gone.jpg"), root.resolve("nowhere"));
        AuditReport report = audit();
        assertThat(report.byKind()).containsOnlyKeys(AuditKind.UNREADABLE);
        assertThat(report.findings())
                .extracting(AuditFinding::what)
                .satisfiesExactly(
                        link -> assertThat(link).contains("beer/gone.jpg", "link to nothing"),
                        cut -> assertThat(cut).contains("truncated"),
                        empty -> assertThat(empty).contains("empty"),
                        phone -> assertThat(phone).contains("HEIC"),
                        text -> assertThat(text).contains("not an image"));
        assertThat(report.classes().getFirst().files()).isEqualTo(8);
        assertThat(report.classes().getFirst().usable()).isEqualTo(4);
    }

    @Test
    void judgesAPhotoWithTooManyPixelsByItsHeader() throws IOException {
        Drawing.flat(0x808080, 1100, 1000).save(root.resolve("beer/huge.png"));
        AuditReport report = audit();
        assertOnly(report, AuditKind.TOO_MANY_PIXELS, "1,100,000 pixels", "beer/huge.png");
        assertThat(report.pixels().orElseThrow().most().path()).isEqualTo("beer/huge.png");
    }

    @Test
    void findsSmallPhotosAndLargeFiles() throws IOException {
        Drawing.of(7, 300, 223).save(root.resolve("beer/small.jpg"));
        Drawing.of(8, 400, 350).save(root.resolve("wine/large.bmp"));
        assertThat(audit().findings())
                .extracting(AuditFinding::kind, AuditFinding::what)
                .satisfiesExactly(
                        large -> assertThat(large.toList()).containsExactly(AuditKind.TOO_MANY_BYTES, "420 kB"),
                        small -> assertThat(small.toList())
                                .containsExactly(AuditKind.TOO_SMALL, "300 × 223, the network sees 224 × 224"));
    }

    @Test
    void countsFormatsByContentAndNotByName() throws IOException {
        Drawing.of(9).save(root.resolve("beer/9.JPG"), "png");
        Drawing.of(10).save(root.resolve("beer/no extension"), "gif");
        AuditReport report = audit();
        assertOnly(report, AuditKind.NAMED_OTHERWISE, "is PNG", "beer/9.JPG");
        assertThat(report.classes().getFirst().formats())
                .isEqualTo(Map.of(Format.JPEG, 4, Format.PNG, 1, Format.GIF, 1));
    }

    @Test
    void findsAClassWithFarFewerPhotos() throws IOException {
        Drawing.of(50).save(root.resolve("cider/1.jpg"));
        assertOnly(audit(), AuditKind.FEW_PHOTOS, "cider: 1 photo, the largest class has 4");
    }

    @Test
    void goesOnWhereTrainingRefuses() throws IOException {
        Files.createDirectory(root.resolve("cider"));
        assertOnly(audit(), AuditKind.EMPTY_CLASS, "cider: 0 files");
        root = root.resolve("beer");
        assertThat(audit().byKind()).containsOnlyKeys(AuditKind.FEW_CLASSES, AuditKind.STRAY);
    }

    @Test
    void namesWhatTrainingPassesOver() throws IOException {
        Photos.touch(root, "labels.csv");
        Photos.touch(root, "beer/more/1.jpg");
        Photos.touch(root, ".cache/1.jpg");
        Photos.touch(root, "beer/.DS_Store");
        assertThat(audit().findings())
                .extracting(AuditFinding::kind, AuditFinding::what)
                .satisfiesExactly(
                        folder -> assertThat(folder.toList()).containsExactly(AuditKind.SUBFOLDER, "beer/more"),
                        file -> assertThat(file.toList()).containsExactly(AuditKind.STRAY, "labels.csv"));
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        root = root.resolve("photos");
        assertThatThrownBy(this::audit)
                .isInstanceOf(Failure.BadDataset.class)
                .hasMessageContaining("photos is not a folder");
    }

    @Test
    void tellsHowFarItIs() {
        List<Integer> of = new CopyOnWriteArrayList<>();
        new Audit(LIMITS, (_, all) -> of.add(all)).run(root);
        assertThat(of).hasSize(8).containsOnly(8);
    }
}
