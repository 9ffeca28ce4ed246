package dev.sommelier.train;

import dev.sommelier.dataset.Augmentation;
import dev.sommelier.dataset.Sample;
import dev.sommelier.image.Preprocessing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Makes training batches on a thread of its own, one ahead of the engine.
///
/// What a photo looks like in an epoch hangs on seed, epoch and place alone, not on timing.
final class BatchFeed implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("augment").daemon().factory());
    private final List<Sample> samples;
    private final Preprocessing view;
    private final Augmentation augmentation;
    private final int size;
    private final long seed;

    BatchFeed(List<Sample> samples, Preprocessing view, Augmentation augmentation, int size, long seed) {
        this.samples = samples;
        this.view = view;
        this.augmentation = augmentation;
        this.size = size;
        this.seed = seed;
    }

    /// Batches in an epoch. The last photos that fill no batch sit this epoch out, but there is always one batch.
    int batches() {
        return Math.max(1, samples.size() / size);
    }

    /// Hands out all batches of an epoch, in order.
    void epoch(int epoch, Consumer<Batch> use) throws InterruptedException {
        List<Sample> order = new ArrayList<>(samples);
        Collections.shuffle(order, new Random(seed * 1_000_003 + epoch));
        Future<Batch> next = thread.submit(() -> batch(order, epoch, 0));
        for (int i = 0; i < batches(); i++) {
            Batch batch = got(next);
            int following = i + 1;
            if (following < batches()) {
                next = thread.submit(() -> batch(order, epoch, following));
            }
            use.accept(batch);
        }
    }

    private Batch batch(List<Sample> order, int epoch, int index) {
        List<Sample> chosen = order.subList(index * size, Math.min((index + 1) * size, order.size()));
        SplittableRandom random = new SplittableRandom((seed * 1_000_003 + epoch) * 1_000_003 + index);
        FloatBuffer images = direct(chosen.size() * view.floats());
        for (Sample sample : chosen) {
            augmentation.view(sample.large(), view, random).toTensor(view, images);
        }
        int[] labels = chosen.stream().mapToInt(s -> s.photo().label()).toArray();
        return new Batch(images.flip(), labels, view.width());
    }

    static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(4 * floats)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static Batch got(Future<Batch> batch) throws InterruptedException {
        try {
            return batch.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("making a training batch failed", e.getCause());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
