package dev.sommelier.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.sommelier.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitManifestTest {
    private static final List<String> LABELS = List.of("beer", "wine");

    @TempDir
    Path folder = Path.of("");

    private final Path root = Path.of("photos");
    private final List<Sample> samples = samples();

    private List<Sample> samples() {
        SplittableRandom random = new SplittableRandom(1);
        List<Sample> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String label = LABELS.get(i % 2);
            all.add(sample(label, "%02d.jpg".formatted(i), "content " + i, random.nextLong()));
        }
        return all;
    }

    private Sample sample(String label, String name, String content, long look) {
        return Photos.sample(
                root.resolve(label).resolve(name).toString(),
                LABELS.indexOf(label),
                DigestUtils.sha256Hex(content),
                look);
    }

    private SplitManifest manifest(List<Sample> of, long seed) {
        return SplitManifest.of(root, LABELS, Split.of(of, LABELS, 0.2, seed), 0.2, seed);
    }

    private Path write() throws IOException {
        Path file = folder.resolve("split.json");
        manifest(samples, 1).write(file);
        return file;
    }

    @Test
    void isReadAsItWasWritten() throws IOException {
        Path file = write();
        assertThat(SplitManifest.read(file)).isEqualTo(manifest(samples, 1));
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @Test
    void hasOnePhotoALineByLabelThenPath() throws IOException {
        List<String> lines = Files.readAllLines(write());
        assertThat(lines).hasSize(7 + 40 + 2);
        assertThat(lines.subList(0, 5))
                .startsWith(
                        "{",
                        "  \"schema\": 1,",
                        "  \"seed\": 1,",
                        "  \"share\": 0.2,",
                        "  \"labels\": [\"beer\",\"wine\"],");
        assertThat(lines.get(7))
                .matches("    \\{\"path\":\"beer/00.jpg\",\"label\":\"beer\",\"sha256\":\"[0-9a-f]{64}\","
                        + "\"side\":\"(training|validation|test)\"},");
        assertThat(lines.subList(7, 47)).isSorted();
    }

    @Test
    void theSamePhotosAndSeedGiveTheSameFileInAnyOrderAndTimeZone() throws IOException {
        byte[] expected = Files.readAllBytes(write());
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            Collections.shuffle(samples, new Random(7));
            assertThat(write()).hasBinaryContent(expected);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void renamedPhotosKeepTheirSidesAndTheHashOfAll() {
        SplitManifest renamed = manifest(
                samples.stream()
                        .map(s -> Photos.sample(
                                s.photo()
                                        .file()
                                        .resolveSibling(s.sha256().substring(0, 9) + ".jpg")
                                        .toString(),
                                s.photo().label(),
                                s.sha256(),
                                s.look()))
                        .toList(),
                1);
        SplitManifest original = manifest(samples, 1);
        assertThat(renamed.datasetSha256()).isEqualTo(original.datasetSha256());
        assertThat(renamed.photos())
                .extracting(SplitManifest.Photo::sha256, SplitManifest.Photo::side)
                .containsExactlyInAnyOrderElementsOf(original.photos().stream()
                        .map(p -> tuple(p.sha256(), p.side()))
                        .toList());
        assertThat(manifest(samples, 2).datasetSha256()).isEqualTo(original.datasetSha256());
    }

    @Test
    void splitsTheSamePhotosAgainWhateverTheirNames() {
        Split split = Split.of(samples, LABELS, 0.2, 1);
        List<Sample> renamed = new ArrayList<>(samples);
        renamed.replaceAll(
                s -> Photos.sample(s.photo().file() + ".jpeg", s.photo().label(), s.sha256(), s.look()));
        Collections.shuffle(renamed, new Random(3));
        Split again = manifest(samples, 1).split(root, LABELS, renamed);
        assertThat(hashes(again.training())).containsExactlyInAnyOrderElementsOf(hashes(split.training()));
        assertThat(hashes(again.validation())).containsExactlyInAnyOrderElementsOf(hashes(split.validation()));
        assertThat(hashes(again.test())).containsExactlyInAnyOrderElementsOf(hashes(split.test()));
        assertThat(manifest(samples, 1).split(root, LABELS, samples).training())
                .extracting(Sample::sha256)
                .containsExactlyElementsOf(hashes(again.training()));
    }

    /// So that a training that starts from a manifest sees its photos in the same order.
    @Test
    void givesTheSplitThatItWasMadeOfInTheSameOrder() {
        samples.add(sample("beer", "copy of 04.jpg", "content 4", samples.get(4).look()));
        samples.add(sample("wine", "copy of 04.jpg", "content 4", samples.get(4).look()));
        Collections.shuffle(samples, new Random(5));
        Split split = Split.of(samples, LABELS, 0.2, 1);
        assertThat(SplitManifest.of(root, LABELS, split, 0.2, 1).split(root, LABELS, samples))
                .isEqualTo(split);
        assertThat(split.training()).isSortedAccordingTo(Split.CONTENT);
    }

    @Test
    void tellsThePhotosOfASideByWhatTheyHold() throws IOException {
        SplitManifest manifest = manifest(samples, 1);
        SplitManifest.Photo test = manifest.photos().stream()
                .filter(photo -> photo.side() == SplitManifest.Side.TEST)
                .findFirst()
                .orElseThrow();
        String content = samples.stream()
                .filter(sample -> sample.sha256().equals(test.sha256()))
                .map(sample -> sample.photo().file().getFileName().toString())
                .map(name -> "content " + Integer.parseInt(name.substring(0, 2)))
                .findFirst()
                .orElseThrow();
        LabelledPhoto renamed = new LabelledPhoto(Files.writeString(folder.resolve("renamed.jpg"), content), 0);
        assertThat(manifest.side(SplitManifest.Side.TEST)).accepts(renamed);
        assertThat(manifest.side(SplitManifest.Side.TRAINING)).rejects(renamed);
        LabelledPhoto gone = new LabelledPhoto(folder.resolve("gone.jpg"), 0);
        assertThatThrownBy(() -> manifest.side(SplitManifest.Side.TEST).test(gone))
                .isInstanceOf(Failure.BadDataset.class)
                .hasMessageContaining("gone.jpg cannot be read");
    }

    private static List<String> hashes(List<Sample> side) {
        return side.stream().map(Sample::sha256).toList();
    }

    @Test
    void namesPhotosThatAreMissingChangedOrUnknown() {
        SplitManifest manifest = manifest(samples, 1);
        List<Sample> others = new ArrayList<>(samples);
        others.removeIf(s -> s.photo().file().endsWith("04.jpg"));
        others.replaceAll(s -> s.photo().file().endsWith("05.jpg") ? sample("wine", "05.jpg", "changed", 5) : s);
        others.add(sample("wine", "new.jpg", "new", 6));
        assertThatThrownBy(() -> manifest.split(root, LABELS, others))
                .isInstanceOf(Failure.BadDataset.class)
                .hasMessage("The split does not fit the photos in photos: 1 missing (beer/04.jpg); "
                        + "1 changed (wine/05.jpg); 1 not in it (wine/new.jpg). "
                        + "Put the photos back as they were, or make a new split.");
    }

    @Test
    void aPhotoInAnotherClassIsNotTheSamePhoto() {
        SplitManifest manifest = manifest(samples, 1);
        samples.replaceAll(s -> s.photo().file().endsWith("04.jpg") ? sample("wine", "04.jpg", "content 4", 5) : s);
        assertThatThrownBy(() -> manifest.split(root, LABELS, samples))
                .hasMessageContaining("1 missing (beer/04.jpg); 1 not in it (wine/04.jpg)");
    }

    @Test
    void namesNoMoreThanSomePhotos() {
        assertThatThrownBy(() -> manifest(samples, 1).split(root, LABELS, List.of()))
                .hasMessageContaining("40 missing (beer/00.jpg, ")
                .hasMessageContaining("beer/08.jpg, …)");
    }

    @Test
    void isForItsOwnClassesOnly() {
        assertThatThrownBy(() -> manifest(samples, 1).split(root, List.of("beer", "cider"), samples))
                .isInstanceOf(Failure.BadDataset.class)
                .hasMessage("The split is for the classes beer, wine, but photos holds beer, cider.");
    }

    @Test
    void aCopyOfAFileIsAPhotoOfItsOwn() throws IOException {
        samples.add(sample("beer", "copy of 04.jpg", "content 4", samples.get(4).look()));
        Path file = write();
        Split split = SplitManifest.read(file).split(root, LABELS, samples);
        assertThat(split.training().size()
                        + split.validation().size()
                        + split.test().size())
                .isEqualTo(41);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "schema": 1           | "schema": 2           | has the schema 2, and only 1 is known
            "seed": 1             | "seed": 1, "x": 2     | has the key 'x', which is not known
            "seed": 1,            |                       | lacks 'seed', or has something else there
            "seed": 1,            | "seed": "one",        | lacks 'seed', or has something else there
            "seed": 1,            | "seed": 1, "seed": 1, | cannot be read as JSON (line 3
            ["beer","wine"]       | ["beer"]              | needs at least two labels
            ["beer","wine"]       | ["beer","ale"]        | has the unknown label 'wine'
            ["beer","wine"]       | ["beer","wine",null]  | a list in it holds null
            ["beer","wine"]       | ["beer","wine","beer"]| names a label twice
            "path":"beer/02.jpg"  | "path":"beer/00.jpg"  | lists beer/00.jpg twice
            "path":"beer/02.jpg"  | "path":"../02.jpg"    | has ../02.jpg in class beer
            "path":"beer/02.jpg", | "path":"a","b":1,     | has the key 'photos[1].b', which is not known
            "sha256":"4           | "sha256":"X           | has no SHA-256 in hex at
            "sha256":"4           | "sha256":"5           | lists other photos than its dataset_sha256 stands for
            "side":"test"         | "side":"exam"         | something else there
            "share": 0.2,         | "share": 0.2          | cannot be read as JSON (line 5
            """)
    void refusesWhatIsNotWhole(String part, String instead, String reason) throws IOException {
        String other = instead == null ? "" : instead;
        assertRefused(text -> text.replaceFirst(Pattern.quote(part), other), reason);
    }

    @Test
    void refusesTheSameFileOnTwoSides() throws IOException {
        samples.add(sample("beer", "copy of 04.jpg", "content 4", samples.get(4).look()));
        assertRefused(
                text -> text.replaceFirst("(04.jpg\",\"label\":\"beer\",\"sha256\":\"\\w+\",\"side\":\")\\w+", "$1")
                        .replaceFirst(
                                "\"side\":\"\"",
                                "\"side\":\"%s\""
                                        .formatted(text.matches("(?s).*/04.jpg[^}]*training.*") ? "test" : "training")),
                "has the same file in ");
    }

    @Test
    void refusesWhatIsNoManifest() throws IOException {
        for (String other : List.of("null", "[]", "3", "", "{}")) {
            assertRefused(_ -> other, "");
        }
        assertThatThrownBy(() -> SplitManifest.read(folder.resolve("gone.json")))
                .isInstanceOf(Failure.BadDataset.class)
                .hasMessage(folder.resolve("gone.json") + ": It is gone.");
    }

    private void assertRefused(UnaryOperator<String> change, String reason) throws IOException {
        Path file = write();
        String text = Files.readString(file);
        assertThat(change.apply(text)).isNotEqualTo(text);
        Files.writeString(file, change.apply(text));
        assertThatThrownBy(() -> SplitManifest.read(file))
                .isInstanceOf(Failure.BadDataset.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(reason);
    }
}
