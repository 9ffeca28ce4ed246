package dev.sommelier.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PicturesTest {
    private static final long MAX_PIXELS = 1_100_000;

    @TempDir
    Path folder = Path.of("");

    private final Map<LabelledPhoto, String> unreadable = new ConcurrentHashMap<>();

    private List<Sample> decode(Preprocessing target, List<LabelledPhoto> photos) {
        return pictures(target).read(photos, unreadable::put);
    }

    private Pictures pictures(Preprocessing target) {
        return new Pictures(new PhotoReader(target, MAX_PIXELS), folder.resolve("cache"));
    }

    private LabelledPhoto photo(String name, String format, int width, int height) throws IOException {
        return new LabelledPhoto(Photos.photo(folder.resolve(name), format, width, height), 0);
    }

    @ParameterizedTest
    @CsvSource({
        "jpg, 1100, 960, STRETCH,     AREA",
        "jpg, 1100, 960, CENTER_CROP, BILINEAR",
        "jpg, 230,  500,  STRETCH,     AREA",
        "png, 900,  300,  STRETCH,     BILINEAR",
        "png, 900,  300,  CENTER_CROP, AREA",
        "png, 60,   40,   STRETCH,     AREA",
        "gif, 300,  300,  STRETCH,     AREA"
    })
    void whatTrainingJudgesByIsWhatServingReads(
            String format, int width, int height, Preprocessing.Resize resize, Preprocessing.Kernel kernel)
            throws IOException {
        Preprocessing plain = Preprocessing.imagenet();
        Preprocessing target = new Preprocessing(224, 192, resize, kernel, plain.mean(), plain.std());
        LabelledPhoto photo = photo("photo", format, width, height);
        FloatBuffer trained = FloatBuffer.allocate(target.floats());
        pictures(target).input(decode(target, List.of(photo)).getFirst()).toTensor(target, trained);
        FloatBuffer served = FloatBuffer.allocate(target.floats());
        new PhotoReader(target, MAX_PIXELS).read(Files.readAllBytes(photo.file()), served);
        assertThat(trained.array()).containsExactly(served.array());
    }

    @Test
    void reportsAndLeavesOutWhatCannotBeRead() throws IOException {
        LabelledPhoto good = photo("good.jpg", "jpg", 300, 200);
        LabelledPhoto text = new LabelledPhoto(Files.writeString(folder.resolve("notes.jpg"), "no photo"), 0);
        LabelledPhoto cut = photo("cut.png", "png", 300, 200);
        Files.write(cut.file(), Arrays.copyOf(Files.readAllBytes(cut.file()), 5000));
        LabelledPhoto huge = photo("huge.png", "png", 1101, 1000);
        LabelledPhoto video = new LabelledPhoto(Photos.sparse(folder.resolve("film.mp4"), AuditLimits.OPENED + 1), 0);
        List<Sample> samples = decode(Preprocessing.imagenet(), List.of(text, cut, good, huge, video));
        assertThat(samples).extracting(Sample::photo).containsExactly(good);
        assertThat(unreadable).containsOnlyKeys(text, cut, huge, video);
        assertThat(unreadable.get(text)).contains("not an image");
        assertThat(unreadable.get(cut)).contains("truncated");
        assertThat(unreadable.get(huge)).contains("1,101,000 pixels");
        assertThat(unreadable.get(video)).isEqualTo("Over 100 MB, so it was not opened.");
    }

    @Test
    void leavesOutAPhotoThatItIsNotAllowedToRead() throws IOException {
        LabelledPhoto good = photo("good.jpg", "jpg", 300, 200);
        LabelledPhoto locked = photo("locked.jpg", "jpg", 300, 200);
        Files.setPosixFilePermissions(locked.file(), Set.of());
        assumeFalse(Files.isReadable(locked.file()), "whoever runs this may read all files");
        assertThat(decode(Preprocessing.imagenet(), List.of(good, locked))).hasSize(1);
        assertThat(unreadable).containsOnly(Map.entry(locked, "You are not allowed to read it."));
    }

    /// Else a run would go on with the photos that were read before a disk was taken away.
    @Test
    void endsWhenAListedPhotoIsGone() throws IOException {
        List<LabelledPhoto> photos =
                List.of(photo("good.jpg", "jpg", 300, 200), new LabelledPhoto(folder.resolve("gone.jpg"), 0));
        assertThatThrownBy(() -> decode(Preprocessing.imagenet(), photos))
                .isInstanceOf(Failure.BadDataset.class)
                .hasMessageStartingWith("dataset.path: %s cannot be read (".formatted(folder.resolve("gone.jpg")))
                .hasMessageEndingWith("). Put the photos back and start again.");
        assertThat(unreadable).isEmpty();
    }

    /// What is kept of a photo may have more pixels than the photo.
    @Test
    void theLimitOfPixelsHoldsForPhotosAlone() throws IOException {
        PhotoReader reader = new PhotoReader(Preprocessing.imagenet(), 1024);
        Pictures pictures = new Pictures(reader, folder.resolve("cache"));
        Sample small = pictures.read(List.of(photo("small.png", "png", 32, 32)), unreadable::put)
                .getFirst();
        assertThat(pictures.input(small).width()).isEqualTo(224);
        assertThat(unreadable).isEmpty();
    }

    @Test
    void keepsTheOrderOfThePhotos() throws IOException {
        List<LabelledPhoto> photos = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            photos.add(photo(i + ".png", "png", i % 2 == 0 ? 20 : 900, 100));
        }
        assertThat(decode(Preprocessing.imagenet(), photos))
                .extracting(Sample::photo)
                .containsExactlyElementsOf(photos);
        assertThat(unreadable).isEmpty();
    }

    /// Views are cut from it, so it is larger than the input, but not by so much that memory runs short.
    @Test
    void theLargePictureCoversTheInputWithAMargin() throws IOException {
        Sample wide = decode(Preprocessing.imagenet(), List.of(photo("wide.jpg", "jpg", 1200, 640)))
                .getFirst();
        Pixels large = pictures(Preprocessing.imagenet()).large(wide);
        assertThat(large.height()).isEqualTo(314);
        assertThat(large.width()).isEqualTo(589);
    }

    @Test
    void aSmallPictureIsNotEnlarged() throws IOException {
        Sample small = decode(Preprocessing.imagenet(), List.of(photo("small.png", "png", 90, 60)))
                .getFirst();
        Pixels large = pictures(Preprocessing.imagenet()).large(small);
        assertThat(large.width()).isEqualTo(90);
        assertThat(large.height()).isEqualTo(60);
    }

    @Test
    void decodesAPhotoOnceAndThenNeedsItNoMore() throws IOException {
        Preprocessing target = Preprocessing.imagenet();
        Sample sample = decode(target, List.of(photo("a.jpg", "jpg", 500, 400))).getFirst();
        Pixels input = pictures(target).input(sample);
        Pixels large = pictures(target).large(sample);
        Files.delete(sample.photo().file());
        assertThat(pictures(target).input(sample).rgb()).isEqualTo(input.rgb());
        assertThat(pictures(target).large(sample).rgb()).isEqualTo(large.rgb());
    }

    @Test
    void makesDamagedAndVanishedPicturesAgain() throws IOException {
        Preprocessing target = Preprocessing.imagenet();
        Sample sample = decode(target, List.of(photo("a.jpg", "jpg", 500, 400))).getFirst();
        Pixels input = pictures(target).input(sample);
        for (Path kept : kept()) {
            Files.write(kept, Arrays.copyOf(Files.readAllBytes(kept), 700));
        }
        assertThat(pictures(target).input(sample).rgb()).isEqualTo(input.rgb());
        for (Path kept : kept()) {
            Files.delete(kept);
        }
        assertThat(pictures(target).input(sample).rgb()).isEqualTo(input.rgb());
    }

    @Test
    void saysWhichPhotoVanishedOrChangedAndThatARunCanGoOn() throws IOException {
        Preprocessing target = Preprocessing.imagenet();
        Sample sample = decode(target, List.of(photo("a.jpg", "jpg", 500, 400))).getFirst();
        for (Path kept : kept()) {
            Files.delete(kept);
        }
        Files.writeString(sample.photo().file(), "other");
        assertThatThrownBy(() -> pictures(target).large(sample))
                .isInstanceOf(Failure.BadDataset.class)
                .hasMessageContainingAll("a.jpg", "changed since training began", "resume");
        Files.delete(sample.photo().file());
        assertThatThrownBy(() -> pictures(target).large(sample))
                .isInstanceOf(Failure.BadDataset.class)
                .hasMessageContainingAll("a.jpg", "cannot be read any more", "resume");
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void aCopyInAnotherSizeAndCompressionLooksAlike() throws IOException {
        List<Sample> samples = decode(
                Preprocessing.imagenet(), List.of(photo("a.png", "png", 640, 480), photo("b.jpg", "jpg", 320, 240)));
        assertThat(samples.get(0).sha256()).isNotEqualTo(samples.get(1).sha256());
        assertThat(Long.bitCount(samples.get(0).look() ^ samples.get(1).look())).isLessThanOrEqualTo(3);
    }

    @Test
    void theHashIsThatOfTheFile() throws IOException {
        LabelledPhoto photo = photo("a.png", "png", 30, 30);
        LabelledPhoto copy = new LabelledPhoto(Files.copy(photo.file(), folder.resolve("b.png")), 1);
        List<Sample> samples = decode(Preprocessing.imagenet(), List.of(photo, copy));
        assertThat(samples.getFirst().sha256())
                .matches("[0-9a-f]{64}")
                .isEqualTo(samples.getLast().sha256());
    }
}
