package dev.sommelier.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.sommelier.failure.Failure;
import dev.sommelier.image.DrawnPhoto;
import dev.sommelier.model.TrainingPhotos.Neighbour;
import dev.sommelier.network.Safetensors;
import dev.sommelier.network.Tensor;
import dev.sommelier.network.Weights;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingPhotosTest {
    private static final int WIDTH = 512;
    private static final int PHOTOS = 60;
    private static final byte[] JPEG = DrawnPhoto.tiles(0.1f, 48, 1);

    @TempDir
    Path folder = Path.of("");

    @Test
    void findsWhatACheckOfEachPhotoFinds() throws IOException {
        float[] known = random(PHOTOS, 1);
        TrainingPhotos photos = photos(reference(known), Map.of());
        float[] asked = random(1, 2);
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < PHOTOS; i++) {
            expected.add(i);
        }
        expected.sort(Comparator.comparingDouble((Integer row) -> -cosine(asked, known, row)));
        List<Neighbour> nearest = photos.nearest(asked, 5);
        assertThat(nearest).hasSize(5);
        for (int i = 0; i < 5; i++) {
            assertThat(nearest.get(i).similarity())
                    .isCloseTo((float) cosine(asked, known, expected.get(i)), within(1e-3f));
            assertThat(nearest.get(i).label()).isEqualTo(expected.get(i) % 2 == 0 ? "beer" : "wine");
            assertThat(nearest.get(i).thumbnail()).isEmpty();
        }
    }

    @Test
    void findsAPhotoThatItLearntFromFirstWithItsPicture() throws IOException {
        float[] known = random(PHOTOS, 1);
        TrainingPhotos photos = photos(reference(known), Map.of("7.jpg", JPEG));
        Neighbour first = photos.nearest(row(known, 7), 1).getFirst();
        assertThat(first.similarity()).isCloseTo(1, within(1e-3f));
        assertThat(first.label()).isEqualTo("wine");
        assertThat(first.thumbnail()).hasValue(JPEG);
        assertThat(photos.nearest(row(known, 8), 1).getFirst().thumbnail()).isEmpty();
    }

    @Test
    void hasNoMoreThanThereAre() throws IOException {
        TrainingPhotos photos = photos(reference(random(3, 1)), Map.of());
        assertThat(photos.nearest(random(1, 2), 10)).hasSize(3);
        assertThat(photos.nearest(random(1, 2), 0)).isEmpty();
        assertThat(photos.nearest(new float[WIDTH], 1).getFirst().similarity()).isZero();
    }

    @Test
    void areUnknownWhereABundleHasNoReference() throws IOException {
        assertThat(TrainingPhotos.of(bundle(Map.of()))).isEmpty();
    }

    @Test
    void refusesADamagedReferenceAlthoughNobodyTellsFamiliarPhotos() throws IOException {
        Bundle bundle = bundle(Map.of(Bundle.REFERENCE, new byte[9]));
        assertRefused(bundle, Bundle.REFERENCE, "");
    }

    @Test
    void refusesPicturesThatAreNone() throws IOException {
        byte[] reference = reference(random(3, 1));
        byte[] text = "photo".getBytes(StandardCharsets.UTF_8);
        assertRefused(with(reference, zip(Map.of())), "holds no pictures");
        assertRefused(with(reference, text), "holds no pictures");
        assertRefused(with(reference, zip(Map.of("3.jpg", JPEG))), "holds '3.jpg', and its files are 0.jpg to 2.jpg");
        assertRefused(with(reference, zip(Map.of("../0.jpg", JPEG))), "holds '../0.jpg', and");
        assertRefused(with(reference, zip(Map.of("0.jpg", text))), "holds 0.jpg, which cannot be read");
        assertRefused(with(reference, zip(Map.of("0.jpg", DrawnPhoto.grey(9)))), "holds 0.jpg, which is no JPEG");
        assertRefused(
                with(reference, zip(Map.of("0.jpg", DrawnPhoto.tiles(0.1f, 600, 1)))), "holds 0.jpg, which cannot be");
        assertRefused(with(reference, zip(Map.of("0.jpg", new byte[70_000]))), "unpacks to more than 65,536 bytes");
    }

    private void assertRefused(Bundle bundle, String reason) {
        assertRefused(bundle, Bundle.THUMBNAILS, reason);
    }

    private void assertRefused(Bundle bundle, String file, String reason) {
        assertThatThrownBy(() -> TrainingPhotos.of(bundle))
                .isInstanceOf(Failure.BadBundle.class)
                .hasMessageStartingWith(folder.resolve(file) + ": ")
                .hasMessageContaining(reason);
    }

    private Bundle with(byte[] reference, byte[] pictures) throws IOException {
        return bundle(Map.of(Bundle.REFERENCE, reference, Bundle.THUMBNAILS, pictures));
    }

    private TrainingPhotos photos(byte[] reference, Map<String, byte[]> pictures) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>(Map.of(Bundle.REFERENCE, reference));
        if (!pictures.isEmpty()) {
            files.put(Bundle.THUMBNAILS, zip(pictures));
        }
        return TrainingPhotos.of(bundle(files)).orElseThrow();
    }

    /// A bundle of which only these files lie on disk.
    private Bundle bundle(Map<String, byte[]> files) throws IOException {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
            hashes.put(file.getKey(), "hash");
        }
        Tensor head = new Tensor(List.of(2, WIDTH), new float[2 * WIDTH]);
        return new Bundle(
                folder,
                Drinks.card(1).withHashes(hashes),
                "hash",
                RandomModel.graph(),
                new Weights(Map.of("fc.weight", head)));
    }

    private static byte[] zip(Map<String, byte[]> pictures) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> picture : pictures.entrySet()) {
                zip.putNextEntry(new ZipEntry(picture.getKey()));
                zip.write(picture.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] reference(float[] embeddings) {
        int count = embeddings.length / WIDTH;
        float[] labels = new float[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % 2;
        }
        return Safetensors.write(new Weights(Map.of(
                "embedding",
                new Tensor(List.of(count, WIDTH), embeddings),
                "label",
                new Tensor(List.of(count), labels))));
    }

    private static float[] random(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count * WIDTH];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.abs(random.nextGaussian());
        }
        return values;
    }

    private static float[] row(float[] all, int row) {
        return Arrays.copyOfRange(all, row * WIDTH, (row + 1) * WIDTH);
    }

    private static double cosine(float[] asked, float[] known, int row) {
        double product = 0;
        double left = 0;
        double right = 0;
        for (int d = 0; d < WIDTH; d++) {
            double value = known[row * WIDTH + d];
            product += asked[d] * value;
            left += asked[d] * asked[d];
            right += value * value;
        }
        return product / Math.sqrt(left * right);
    }
}
