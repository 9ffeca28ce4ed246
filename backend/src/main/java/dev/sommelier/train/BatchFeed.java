package dev.sommelier.train;

import dev.sommelier.dataset.Augmentation;
import dev.sommelier.dataset.Pictures;
import dev.sommelier.dataset.Sample;
import dev.sommelier.failure.Failure;
import dev.sommelier.image.Preprocessing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Makes training batches on threads of its own, a few ahead of the engine.
///
/// What a batch looks like hangs on seed, epoch and place alone, not on timing nor on the batches before it.
final class BatchFeed implements AutoCloseable {
    /// One thread keeps up with four of the engine's; more would only take its cores away.
    private static final int ENGINE_THREADS_EACH = 4;

    private final int threads;
    private final ExecutorService pool;
    private final Pictures pictures;
    private final List<Sample> samples;
    private final int classes;
    private final Preprocessing view;
    private final Recipe recipe;
    private final long seed;

    /// @param input of the network; views have the recipe's size instead
    BatchFeed(TrainingData data, Preprocessing input, TrainConfig config) {
        this.threads = Math.ceilDiv(config.threads(), ENGINE_THREADS_EACH);
        this.pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("augment-", 0).daemon().factory());
        this.pictures = data.pictures();
        this.samples = data.split().training();
        this.classes = data.labels().size();
        this.recipe = config.recipe();
        this.view = input.withSize(recipe.views().size(), recipe.views().size());
        this.seed = config.seed();
    }

    /// Batches in an epoch. The last photos that fill no batch sit this epoch out, but there is always one batch.
    int batches() {
        return Math.max(1, samples.size() / recipe.batch());
    }

    /// Photos in an epoch.
    int photos() {
        return Math.min(samples.size(), batches() * recipe.batch());
    }

    /// Hands out all batches of an epoch, in order.
    ///
    /// @throws Failure if a photo cannot be read any more
    void epoch(int epoch, Consumer<Batch> use) throws InterruptedException {
        List<Sample> order = new ArrayList<>(samples);
        Collections.shuffle(order, new Random(seed * 1_000_003 + epoch));
        Deque<Future<Batch>> ahead = new ArrayDeque<>();
        try {
            for (int next = 0, used = 0; used < batches(); used++) {
                for (; next < batches() && ahead.size() <= threads; next++) {
                    int index = next;
                    ahead.add(pool.submit(() -> batch(order, epoch, index)));
                }
                use.accept(got(ahead.remove()));
            }
        } finally {
            ahead.forEach(batch -> batch.cancel(true));
        }
    }

    private Batch batch(List<Sample> order, int epoch, int index) {
        int size = recipe.batch();
        List<Sample> chosen = order.subList(index * size, Math.min((index + 1) * size, order.size()));
        SplittableRandom random = new SplittableRandom((seed * 1_000_003 + epoch) * 1_000_003 + index);
        Recipe.Views views = recipe.views();
        Augmentation augmentation = new Augmentation(views.smallest(), views.flip(), views.jitter());
        FloatBuffer images = direct(chosen.size() * view.floats());
        for (Sample sample : chosen) {
            augmentation.view(pictures.large(sample), view, random).toTensor(view, images);
        }
        Batch batch = new Batch(chosen.size(), view.width(), images.flip(), targets(chosen));
        return new Mixing(views.mixup(), views.cutmix()).apply(batch, random);
    }

    private float[] targets(List<Sample> samples) {
        float smoothing = (float) recipe.labelSmoothing();
        float[] targets = new float[samples.size() * classes];
        for (int i = 0; i < targets.length; i++) {
            int label = samples.get(i / classes).photo().label();
            targets[i] = smoothing / classes + (label == i % classes ? 1 - smoothing : 0);
        }
        return targets;
    }

    static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(4, floats))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static Batch got(Future<Batch> batch) throws InterruptedException {
        try {
            return batch.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw new IllegalStateException("making a training batch failed", e.getCause());
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
