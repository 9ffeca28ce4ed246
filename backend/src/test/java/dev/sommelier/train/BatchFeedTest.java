package dev.sommelier.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sommelier.dataset.Augmentation;
import dev.sommelier.dataset.PhotoFolder;
import dev.sommelier.dataset.Sample;
import dev.sommelier.dataset.Samples;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.image.Preprocessing;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchFeedTest {
    private static final Preprocessing VIEW = Preprocessing.imagenet().withSize(32, 32);

    @TempDir
    Path folder = Path.of("");

    @Test
    void showsTheSameViewsForTheSameSeedAndOthersInEachEpoch() throws Exception {
        List<Batch> first = epoch(7, 1);
        assertThat(first).hasSize(36 / 8).allMatch(batch -> batch.count() == 8 && batch.side() == 32);
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

    private static BatchFeed feed(List<Sample> samples, long seed) {
        return new BatchFeed(samples, VIEW, new Augmentation(0.5), 8, seed);
    }

    private List<Sample> samples() throws IOException {
        PhotoReader reader = new PhotoReader(VIEW, 1_000_000);
        return new Samples(reader, (photo, reason) -> {})
                .decode(PhotoFolder.read(DrawnFolder.draw(folder)).photos());
    }

    private static List<FloatBuffer> images(List<Batch> batches) {
        return batches.stream().map(Batch::images).toList();
    }
}
