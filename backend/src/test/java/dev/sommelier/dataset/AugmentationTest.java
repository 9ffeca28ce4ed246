package dev.sommelier.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AugmentationTest {
    private static final Preprocessing TARGET = Preprocessing.imagenet().withSize(64, 48);
    private static final Pixels PICTURE = ramp(200, 150);

    /// Red grows to the right and green downwards, from 0 to 255.
    private static Pixels ramp(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            int row = i / width;
            int column = i % width;
            rgb[3 * i] = (byte) Math.round(column * 255f / Math.max(1, width - 1));
            rgb[3 * i + 1] = (byte) Math.round(row * 255f / Math.max(1, height - 1));
        }
        return new Pixels(width, height, rgb);
    }

    private static List<Pixels> views(double smallest, int count) {
        return IntStream.range(0, count)
                .mapToObj(seed -> new Augmentation(smallest, true, 0).view(PICTURE, TARGET, new SplittableRandom(seed)))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"200, 150", "64, 48", "10, 300", "300, 2", "1, 1"})
    void aViewHasTheSizeOfTheInputWhateverThePictures(int width, int height) {
        for (int seed = 0; seed < 20; seed++) {
            Pixels view = new Augmentation(0.1, true, 0).view(ramp(width, height), TARGET, new SplittableRandom(seed));
            assertThat(view.width()).isEqualTo(64);
            assertThat(view.height()).isEqualTo(48);
        }
    }

    @Test
    void theSameSeedGivesTheSameView() {
        assertThat(views(0.3, 5))
                .extracting(Pixels::rgb)
                .containsExactlyElementsOf(
                        views(0.3, 5).stream().map(Pixels::rgb).toList());
    }

    @Test
    void otherSeedsGiveOtherViews() {
        assertThat(views(0.3, 20).stream().map(view -> List.of(red(view, 0), red(view, 63), green(view, 0))))
                .doesNotHaveDuplicates();
    }

    @Test
    void aboutHalfOfTheViewsAreMirrored() {
        long mirrored = views(0.3, 400).stream()
                .filter(view -> red(view, 0) > red(view, 63))
                .count();
        assertThat(mirrored).isBetween(160L, 240L);
    }

    @Test
    void noViewIsUpsideDown() {
        assertThat(views(0.3, 100)).allMatch(view -> green(view, 0) < green(view, 47));
    }

    /// A view that would be wider than the picture is cut to it, and shows a little less than it was meant to.
    @Test
    void viewsShowFromTheSmallestPartToTheWhole() {
        List<Double> parts =
                views(0.3, 400).stream().map(AugmentationTest::part).sorted().toList();
        assertThat(parts.getFirst()).isBetween(0.26, 0.4);
        assertThat(parts.getLast()).isBetween(0.85, 1.0);
    }

    @Test
    void viewsAreStretchedAndSquashedByUpToAThird() {
        List<Double> shapes = views(0.1, 400).stream()
                .map(view -> width(view) / height(view))
                .sorted()
                .toList();
        assertThat(shapes.getFirst()).isBetween(0.7, 0.82);
        assertThat(shapes.getLast()).isBetween(1.22, 1.43);
    }

    @Test
    void leavesThePictureAlone() {
        byte[] before = PICTURE.rgb().clone();
        views(0.3, 3);
        assertThat(PICTURE.rgb()).containsExactly(before);
    }

    private static double part(Pixels view) {
        return width(view) * height(view);
    }

    /// Of the picture's width, 0 to 1.
    private static double width(Pixels view) {
        return Math.abs(red(view, 63) - red(view, 0)) / 255.0;
    }

    private static double height(Pixels view) {
        return (green(view, 47) - green(view, 0)) / 255.0;
    }

    private static int red(Pixels view, int x) {
        return channel(view, 3 * x);
    }

    private static int green(Pixels view, int y) {
        return channel(view, 3 * y * view.width() + 1);
    }

    private static int channel(Pixels view, int at) {
        return view.rgb()[at] & 255;
    }
}
