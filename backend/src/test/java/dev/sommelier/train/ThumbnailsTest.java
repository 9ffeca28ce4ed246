package dev.sommelier.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.RandomModel;
import dev.sommelier.model.TrainingPhotos;
import dev.sommelier.model.Versions;
import dev.sommelier.network.Safetensors;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailsTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void makesAPictureOfEachTrainingPhotoThatItsModelFindsAgain() throws IOException {
        DrawnFolder.draw(folder.resolve("photos"));
        List<LabelledPhoto> photos = new ArrayList<>();
        for (int i = 0; i < DrawnFolder.PHOTOS; i++) {
            photos.add(new LabelledPhoto(folder.resolve("photos/red/%d.jpg".formatted(i)), 2));
        }
        List<float[]> embeddings = embeddings(photos.size());
        byte[] pictures = new Thumbnails(48, 1_000_000).zip(Judging.reference(photos), () -> {});
        Bundle bundle = new Versions(folder.resolve("models"))
                .publish(
                        version -> RandomModel.card(version, 64),
                        Map.of(
                                Bundle.WEIGHTS,
                                Safetensors.write(RandomModel.weights(1)),
                                Bundle.REFERENCE,
                                Safetensors.write(Judging.reference(embeddings, photos)),
                                Bundle.THUMBNAILS,
                                pictures));
        TrainingPhotos.Neighbour nearest = TrainingPhotos.of(bundle)
                .orElseThrow()
                .nearest(embeddings.get(5), 1)
                .getFirst();
        var picture = new PhotoReader(Preprocessing.imagenet(), 100_000)
                .decode(nearest.thumbnail().orElseThrow(), 48, 48);
        var photo = new PhotoReader(Preprocessing.imagenet(), 100_000)
                .decode(photos.get(5).bytes(), 96, 96)
                .resized(48, 48, Preprocessing.Kernel.AREA);
        assertThat(nearest.label()).isEqualTo("wine");
        assertThat(picture.width()).isEqualTo(48);
        assertThat(difference(picture.rgb(), photo.rgb())).isLessThan(12);
        assertThat(new Thumbnails(48, 1_000_000).zip(photos, () -> {})).isEqualTo(pictures);
    }

    private static List<float[]> embeddings(int count) {
        SplittableRandom random = new SplittableRandom(1);
        List<float[]> embeddings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] values = new float[512];
            for (int d = 0; d < values.length; d++) {
                values[d] = (float) random.nextDouble();
            }
            embeddings.add(values);
        }
        return embeddings;
    }

    /// Mean, of 255.
    private static double difference(byte[] one, byte[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += Math.abs((one[i] & 255) - (other[i] & 255));
        }
        return sum / one.length;
    }
}
