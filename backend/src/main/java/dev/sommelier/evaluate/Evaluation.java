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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// Asks a bundle about photo files through the reader and the engine that serve, so that its figures are those of
/// the model in use. Not thread-safe.
public final class Evaluation implements AutoCloseable {
    private final PhotoReader reader;
    private final Network network;
    private final Session session;
    private final FloatBuffer slot;

    private Evaluation(Network network, PhotoReader reader) {
        this.network = network;
        this.reader = reader;
        session = network.open();
        slot = ByteBuffer.allocateDirect(4 * reader.preprocessing().floats())
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /// @param maxPixels larger photos are refused
    /// @param cache for what the engine compiles
    public static Evaluation onCpu(Bundle bundle, long maxPixels, Path cache) {
        int threads = Runtime.getRuntime().availableProcessors();
        Network network = new Engines(new EngineConfig("auto", "cpu", threads, cache)).load(bundle);
        return new Evaluation(network, new PhotoReader(bundle.card().preprocessing(), maxPixels));
    }

    /// Logits and true classes, in the photos' order.
    ///
    /// @throws dev.sommelier.failure.Failure if a photo cannot be read
    public Answers ask(List<LabelledPhoto> photos) throws IOException {
        Answers answers = Answers.none();
        run(photos, (photo, outputs) -> answers.add(outputs.logits(), photo.label()));
        return answers;
    }

    /// One embedding `(D)` for each photo.
    ///
    /// @throws dev.sommelier.failure.Failure if a photo cannot be read
    public List<float[]> embed(List<LabelledPhoto> photos) throws IOException {
        List<float[]> embeddings = new ArrayList<>();
        run(photos, (photo, outputs) -> embeddings.add(outputs.embedding()));
        return embeddings;
    }

    private void run(List<LabelledPhoto> photos, BiConsumer<LabelledPhoto, Outputs> take) throws IOException {
        for (LabelledPhoto photo : photos) {
            reader.read(Files.readAllBytes(photo.file()), slot.clear());
            take.accept(photo, session.run(slot, 1));
        }
    }

    @Override
    public void close() {
        session.close();
        network.close();
    }
}
