package dev.sommelier.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.dataset.PhotoFolder;
import dev.sommelier.dataset.Pictures;
import dev.sommelier.dataset.Sample;
import dev.sommelier.dataset.Split;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.image.Preprocessing;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchFeedTest {
    private static final Preprocessing VIEW = Preprocessing.imagenet().withSize(32, 32);

    @TempDir
    Path folder = Path.of("");

    @Test
    void showsTheSameViewsForTheSameSeedAndOthersInEachEpoch() throws Exception {
        List<Batch> first = epoch(7, 1);
        assertThat(first).hasSize(36 / 8).allMatch(batch -> batch.count() == 8 && batch.side() == 64);
        assertThat(images(epoch(7, 1))).isEqualTo(images(first));
        assertThat(images(epoch(7, 2))).doesNotContainAnyElementsOf(images(first));
        assertThat(images(epoch(8, 1))).doesNotContainAnyElementsOf(images(first));
    }

    @Test
    void endsWhenWhoeverTakesTheBatchesBreaks() throws IOException {
        try (BatchFeed feed = feed(samples(), 7)) {
            assertThatThrownBy(() -> feed.epoch(1, batch -> {
                        throw new IllegalStateException("cork");
                    }))
                    .hasMessage("cork");
        }
    }

    private List<Batch> epoch(long seed, int epoch) throws IOException, InterruptedException {
        List<Batch> batches = new ArrayList<>();
        try (BatchFeed feed = feed(samples(), seed)) {
            feed.epoch(epoch, batches::add);
        }
        return batches;
    }

    private BatchFeed feed(List<Sample> samples, long seed) {
        TrainConfig config =
                Recipes.withSeed(Recipes.config(folder, folder, Optional.empty(), Recipes.quick(1e-3)), seed);
        Split split = new Split(samples, List.of(), List.of());
        return new BatchFeed(new TrainingData(DrawnFolder.LABELS, split, pictures()), VIEW, config);
    }

    private Pictures pictures() {
        return new Pictures(new PhotoReader(VIEW, 1_000_000), folder.resolve("cache"));
    }

    private List<Sample> samples() throws IOException {
        return pictures()
                .read(
                        PhotoFolder.read(DrawnFolder.draw(folder.resolve("photos")))
                                .photos(),
                        (photo, reason) -> {});
    }

    private static List<FloatBuffer> images(List<Batch> batches) {
        return batches.stream().map(Batch::images).toList();
    }
}
