package dev.sommelier.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.dataset.PhotoFolder;
import dev.sommelier.failure.Failure;
import dev.sommelier.image.DrawnPhoto;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.RandomModel;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real model that knows nothing, on the real engine, and photos of which one is none.
class ExaminationTest {
    private static final int PHOTOS = 6;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Bundle bundle;

    @SuppressWarnings("NullAway.Init")
    private static Evaluation evaluation;

    @BeforeAll
    static void publish() throws IOException {
        for (int label = 0; label < RandomModel.LABELS.size(); label++) {
            Path ofClass = Files.createDirectories(folder.resolve("photos").resolve(RandomModel.LABELS.get(label)));
            for (int i = 0; i < PHOTOS / 3; i++) {
                Files.write(ofClass.resolve(i + ".jpg"), DrawnPhoto.tiles(label / 3f, 96, 10L * label + i));
            }
        }
        Files.writeString(folder.resolve("photos/beer/none.jpg"), "no photo");
        bundle = RandomModel.publish(folder.resolve("models"));
        evaluation = Evaluation.onCpu(bundle, 1_000_000, folder.resolve("cache"));
    }

    @AfterAll
    static void close() {
        evaluation.close();
    }

    @Test
    void countsWhatItCanReadAndNamesTheRest() throws IOException {
        AtomicInteger steps = new AtomicInteger();
        Examination examination = examination(List.of(), true, true, steps::incrementAndGet);
        JsonNode json = json(examination.report());
        assertThat(json.path("photos").asInt()).isEqualTo(PHOTOS);
        assertThat(json.path("unreadable").path(0).path("file").asText()).isEqualTo("beer/none.jpg");
        assertThat(json.path("unreadable").path(0).path("reason").asText()).contains("not an image");
        assertThat(json.path("unreadable")).hasSize(1);
        assertThat(steps).hasValue(examination.steps());
    }

    @Test
    void figuresAreThoseOfTheAnswers() throws IOException {
        JsonNode json = json(examination(List.of(), false, false, () -> {}).report());
        Answers answers = evaluation.ask(readable());
        Score score = Score.of(answers, bundle.card().calibration().temperature());
        assertThat(json.path("summary").path("accuracy").asDouble()).isEqualTo(Wording.rounded(score.accuracy()));
        assertThat(json.path("summary").path("log_loss").asDouble()).isEqualTo(Wording.rounded(score.loss()));
        assertThat(json.has("robustness")).isFalse();
    }

    @Test
    void givesTheAnswersThatItsFiguresAreOf() throws IOException {
        Examination.Examined examined =
                examination(List.of(), false, false, () -> {}).examine();
        Answers asked = evaluation.ask(readable());
        assertThat(examined.answers().truth()).isEqualTo(asked.truth());
        assertThat(examined.answers().logits())
                .usingElementComparator(Arrays::compare)
                .isEqualTo(asked.logits());
        assertThat(json(examined.report()).path("photos").asInt()).isEqualTo(PHOTOS);
    }

    /// One photo alone cannot be gone: the others, not yet asked about, are likely to be.
    @Test
    void endsWhenAListedPhotoIsGone() {
        LabelledPhoto gone = new LabelledPhoto(folder.resolve("gone.jpg"), 0);
        ModelPhotos photos = new ModelPhotos(
                "photos", Stream.concat(readable().stream(), Stream.of(gone)).toList());
        Examination examination =
                new Examination(bundle, evaluation, photos, List.of(), new Examination.Options(true, false), () -> {});
        assertThatThrownBy(examination::report)
                .isInstanceOf(Failure.BadDataset.class)
                .hasMessageStartingWith(gone.file() + " cannot be read (")
                .hasMessageEndingWith("). Put the photos back and start again.");
    }

    @Test
    void aVideoIsNotOpenedButNamed() throws IOException {
        Path video = folder.resolve("film.mp4");
        try (RandomAccessFile content = new RandomAccessFile(video.toFile(), "rw")) {
            content.setLength(3L << 30);
        }
        ModelPhotos photos = new ModelPhotos(
                "photos",
                Stream.concat(readable().stream(), Stream.of(new LabelledPhoto(video, 0)))
                        .toList());
        JsonNode json = json(
                new Examination(bundle, evaluation, photos, List.of(), new Examination.Options(false, false), () -> {})
                        .report());
        assertThat(json.path("unreadable").path(0).path("reason").asText())
                .isEqualTo("Over 100 MB, so it was not opened.");
    }

    private static List<LabelledPhoto> readable() {
        return material().photos().stream()
                .filter(photo -> !photo.file().endsWith("none.jpg"))
                .toList();
    }

    @Test
    void strengthZeroIsThePhotoAsServedAndAllComesOutTheSameAgain() throws IOException {
        Report report = examination(List.of(), true, true, () -> {}).report();
        JsonNode json = json(report);
        assertThat(json.path("robustness").path("clean_accuracy"))
                .isEqualTo(json.path("summary").path("accuracy"));
        assertThat(json.path("robustness").path("corruptions")).hasSize(Corruption.values().length);
        Report again = examination(List.of(), true, true, () -> {}).report();
        assertThat(EvaluationJson.of(again)).isEqualTo(EvaluationJson.of(report));
        assertThat(EvaluationPage.of(again)).isEqualTo(EvaluationPage.of(report));
    }

    @Test
    void showsEachMistakeWithTwoHeatMapsUnlessPhotosAreOff() throws IOException {
        Report shown = examination(List.of(), true, false, () -> {}).report();
        int wrong = json(shown).path("mistakes").path("wrong").asInt();
        assertThat(wrong).isPositive();
        assertThat(EvaluationPage.of(shown).split("class=\"heat\"", -1)).hasSize(1 + 2 * wrong);
        Report hidden = examination(List.of(), false, false, () -> {}).report();
        assertThat(EvaluationPage.of(hidden)).doesNotContain("data:image").contains("beer/");
        assertThat(json(hidden)).isEqualTo(json(shown));
    }

    @Test
    void comparesWithAnotherModelOfTheSameClasses() throws IOException {
        Rival same = new Rival("int8", "Int8 against fp32", "int8", RandomModel.LABELS, evaluation);
        JsonNode json = json(examination(List.of(same), false, false, () -> {}).report());
        assertThat(json.path("int8").path("photos").asInt()).isEqualTo(PHOTOS);
        assertThat(json.path("int8").path("difference").asDouble()).isZero();
        assertThat(json.path("int8").path("mcnemar_p").asDouble()).isEqualTo(1);
    }

    @Test
    void refusesAModelOfOtherClasses() {
        Rival other = new Rival("against", "", "pets 3", List.of("cat", "dog"), evaluation);
        assertThatThrownBy(() -> examination(List.of(other), false, false, () -> {}))
                .isInstanceOf(Failure.BadConfig.class)
                .hasMessage("pets 3 knows the classes [cat, dog], and random 1 knows [beer, whiskey, wine]."
                        + " Only models of the same classes can be compared.");
    }

    @Test
    void refusesPhotosOfOtherClasses() {
        PhotoFolder photos = new PhotoFolder(List.of("beer", "tea", "whiskey"), List.of());
        assertThatThrownBy(() -> ModelPhotos.of("photos", photos, RandomModel.LABELS, photo -> true))
                .isInstanceOf(Failure.BadDataset.class)
                .hasMessageStartingWith(
                        "photos has the classes [beer, tea, whiskey], and the model knows [beer, whiskey, wine].");
    }

    @Test
    void findsTheModelsOrderOfClasses() {
        ModelPhotos turned = ModelPhotos.of(
                "photos",
                PhotoFolder.read(folder.resolve("photos")),
                List.of("wine", "beer", "whiskey"),
                photo -> photo.file().toString().contains("wine"));
        assertThat(turned.photos()).hasSize(2).allMatch(photo -> photo.label() == 0);
    }

    @Test
    void refusesASideWithoutPhotos() {
        PhotoFolder photos = PhotoFolder.read(folder.resolve("photos"));
        assertThatThrownBy(() -> ModelPhotos.of("photos", photos, RandomModel.LABELS, photo -> false))
                .isInstanceOf(Failure.BadDataset.class)
                .hasMessageStartingWith("photos has no photo on the side that was asked for.");
    }

    @Test
    void saysWhenNoPhotoCanBeRead() {
        ModelPhotos none = ModelPhotos.of(
                "photos",
                PhotoFolder.read(folder.resolve("photos")),
                RandomModel.LABELS,
                photo -> photo.file().endsWith("none.jpg"));
        Examination examination =
                new Examination(bundle, evaluation, none, List.of(), new Examination.Options(true, true), () -> {});
        assertThatThrownBy(examination::report)
                .isInstanceOf(Failure.BadDataset.class)
                .hasMessageStartingWith("photos: none of the 1 photos can be read; the first: ");
    }

    @Test
    void stopsBetweenTwoPhotos() {
        Examination examination = examination(List.of(), true, true, () -> {
            throw new CancellationException();
        });
        assertThatThrownBy(examination::report).isInstanceOf(CancellationException.class);
    }

    private static Examination examination(List<Rival> rivals, boolean photos, boolean robustness, Runnable step) {
        return new Examination(
                bundle, evaluation, material(), rivals, new Examination.Options(photos, robustness), step);
    }

    private static ModelPhotos material() {
        return ModelPhotos.of("photos", PhotoFolder.read(folder.resolve("photos")), RandomModel.LABELS, photo -> true);
    }

    private static JsonNode json(Report report) throws IOException {
        return JsonMapper.builder().build().readTree(EvaluationJson.of(report));
    }
}
