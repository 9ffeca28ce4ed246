package dev.sommelier.train;

import dev.sommelier.dataset.Pictures;
import dev.sommelier.dataset.Sample;
import dev.sommelier.image.Pixels;
import dev.sommelier.image.Preprocessing;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.function.Consumer;

/// Photos as they are served, in batches.
///
/// @param classes how many the network tells apart
record Inputs(Pictures pictures, Preprocessing input, int classes, Progress progress) {
    private static final int BATCH = 32;

    /// Hands out batches in the photos' order.
    ///
    /// @param task what a person reads meanwhile
    /// @param mirrored whether the photos are shown the other way round
    void each(List<Sample> samples, boolean mirrored, String task, Consumer<Batch> use) {
        try (Bar bar = progress.bar(task, samples.size())) {
            for (int from = 0; from < samples.size(); from += BATCH) {
                progress.checkStop();
                Batch batch = batch(samples.subList(from, Math.min(from + BATCH, samples.size())), mirrored);
                use.accept(batch);
                bar.add(batch.count(), "");
            }
        }
    }

    private Batch batch(List<Sample> samples, boolean mirrored) {
        FloatBuffer images = BatchFeed.direct(samples.size() * input.floats());
        for (Pixels pixels : samples.parallelStream().map(pictures::input).toList()) {
            (mirrored ? pixels.flipped() : pixels).toTensor(input, images);
        }
        return new Batch(samples.size(), input.width(), images.flip(), new float[samples.size() * classes]);
    }
}
