package dev.sommelier.evaluate;

import dev.sommelier.dataset.LabelledPhoto;
import dev.sommelier.image.PhotoReader;
import dev.sommelier.inference.EngineConfig;
import dev.sommelier.inference.Engines;
import dev.sommelier.inference.Network;
import dev.sommelier.inference.Outputs;
import dev.sommelier.inference.Session;
import dev.sommelier.model.Bundle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Asks a network about photo files through the reader and the engine that serve, so that its figures are those of
/// the model in use. On every core a photo at a time is in memory.
public final class Evaluation implements AutoCloseable {
    private final Network network;
    private final PhotoReader reader;

    /// @param network closed together with this
    public Evaluation(Network network, PhotoReader reader) {
        this.network = network;
        this.reader = reader;
    }

    /// @param maxPixels larger photos are refused
    /// @param cache for what the engine compiles
    public static Evaluation onCpu(Bundle bundle, long maxPixels, Path cache) {
        // Each core has a photo of its own, so a pass takes one thread.
        return open(bundle, new EngineConfig("auto", "cpu", 1, cache), maxPixels);
    }

    /// @param maxPixels larger photos are refused
    public static Evaluation open(Bundle bundle, EngineConfig engine, long maxPixels) {
        PhotoReader reader = new PhotoReader(bundle.card().preprocessing(), maxPixels);
        return new Evaluation(new Engines(engine).load(bundle), reader);
    }

    /// Whether the engine can also compute in 8-bit whole numbers.
    public boolean onnxRuntimeOnCpu() {
        return network.engine().equals("onnxruntime") && network.device().equals("cpu");
    }

    /// `onnxruntime on cpu`, for example.
    String engine() {
        return "%s on %s".formatted(network.engine(), network.device());
    }

    /// What the network says of a photo.
    ///
    /// @param logits `(C)`
    /// @param embedding `(D)`
    public record Answer(float[] logits, float[] embedding) {}

    /// One answer for each photo, in their order.
    ///
    /// @throws dev.sommelier.failure.Failure if a photo cannot be read
    public List<Answer> answer(List<LabelledPhoto> photos) throws IOException {
        return each(photos, (photo, asker) -> {
            Outputs outputs = asker.ask(asker.fit(asker.decode(photo)));
            return new Answer(outputs.logits(), outputs.embedding());
        });
    }

    /// Embeddings of pictures of [OtherThings].
    List<float[]> embedOtherThings() {
        try (Session session = network.open()) {
            return OtherThings.embeddings(session, reader.preprocessing());
        }
    }

    /// Logits and true classes, in the photos' order.
    ///
    /// @throws dev.sommelier.failure.Failure if a photo cannot be read
    public Answers ask(List<LabelledPhoto> photos) throws IOException {
        List<float[]> logits = each(
                photos,
                (photo, asker) -> asker.ask(asker.fit(asker.decode(photo))).logits());
        return new Answers(logits, photos.stream().map(LabelledPhoto::label).toList());
    }

    /// One embedding `(D)` for each photo.
    ///
    /// @throws dev.sommelier.failure.Failure if a photo cannot be read
    public List<float[]> embed(List<LabelledPhoto> photos) throws IOException {
        return each(
                photos,
                (photo, asker) -> asker.ask(asker.fit(asker.decode(photo))).embedding());
    }

    /// The answers in the photos' order. The first exception ends it.
    <T> List<T> each(List<LabelledPhoto> photos, Question<T> question) throws IOException {
        Map<Integer, T> answers = new TreeMap<>();
        AtomicInteger next = new AtomicInteger();
        int threads = Math.min(Runtime.getRuntime().availableProcessors(), photos.size());
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads))) {
            List<Future<Map<Integer, T>>> shares = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                shares.add(pool.submit(() -> share(photos, question, next)));
            }
            for (Future<Map<Integer, T>> share : shares) {
                answers.putAll(share.get());
            }
        } catch (ExecutionException e) {
            throw asItWas(Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking", e);
        }
        return new ArrayList<>(answers.values());
    }

    private <T> Map<Integer, T> share(List<LabelledPhoto> photos, Question<T> question, AtomicInteger next)
            throws IOException {
        Map<Integer, T> answers = new TreeMap<>();
        try (Asker asker = new Asker(network, reader)) {
            for (int i = next.getAndIncrement(); i < photos.size(); i = next.getAndIncrement()) {
                answers.put(i, question.answer(photos.get(i), asker));
            }
        } finally {
            // Whoever fails, the others need not go on.
            next.set(photos.size());
        }
        return answers;
    }

    private static IOException asItWas(Throwable cause) {
        return switch (cause) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case IOException e -> e;
            default -> new IOException(cause);
        };
    }

    @Override
    public void close() {
        network.close();
    }
}
