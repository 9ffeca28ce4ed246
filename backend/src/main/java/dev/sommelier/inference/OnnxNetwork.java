package dev.sommelier.inference;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.sommelier.failure.Failure;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.model.Bundle;
import java.io.IOException;
import java.nio.file.Path;

/// A network in ONNX Runtime itself: DJL does not let sessions of one model differ in threads.
///
/// Passes of one thread share an engine session and its weights. Each session of more threads has its own, with
/// threads and weights of its own.
final class OnnxNetwork extends EngineNetwork {
    private final Path file;
    private final int threads;
    private final OrtSession shared;

    private OnnxNetwork(EngineFormat format, Device device, Path file, Preprocessing input, int threads)
            throws IOException {
        super(format, device, input);
        this.file = file;
        this.threads = threads;
        this.shared = engineSession(1);
    }

    static OnnxNetwork load(Bundle bundle, EngineFormat format, Device device, EngineConfig config) {
        Path file = CompiledBundle.of(bundle, format, device, config.cache()).file();
        try {
            return new OnnxNetwork(format, device, file, bundle.card().preprocessing(), Math.max(1, config.threads()));
        } catch (IOException | RuntimeException e) {
            throw cannotLoad(bundle, format, device, e);
        }
    }

    private OrtSession engineSession(int threads) throws IOException {
        return DeepStack.run(() -> {
            OrtEnvironment environment = environment();
            try (SessionOptions options = options(threads)) {
                return environment.createSession(file.toString(), options);
            }
        });
    }

    /// There is one in a process, and DJL, which runs this engine for [Int8Ranges], must be the one that makes it.
    private OrtEnvironment environment() {
        Engine.getEngine(format.djlName());
        return OrtEnvironment.getEnvironment();
    }

    private SessionOptions options(int threads) throws OrtException {
        SessionOptions options = new SessionOptions();
        try {
            options.setInterOpNumThreads(1);
            options.setIntraOpNumThreads(threads);
            // Threads that wait by spinning take the processors from decoders and from other passes.
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry("session.inter_op.allow_spinning", "0");
            if (device.isGpu()) {
                options.addCUDA(device.getDeviceId());
            }
            return options;
        } catch (Throwable e) {
            options.close();
            throw e;
        }
    }

    @Override
    public Session open() {
        return open(threads);
    }

    @Override
    public Session open(int threads) {
        if (threads == 1) {
            return new OnnxSession(shared, false, input);
        }
        try {
            return new OnnxSession(engineSession(threads), true, input);
        } catch (IOException e) {
            throw new Failure.CannotStart("inference.engine: %s cannot load %s with %d threads: %s"
                    .formatted(format.id(), file, threads, e.getMessage()));
        }
    }

    @Override
    public boolean choosesThreads() {
        return !device.isGpu();
    }

    @Override
    public void close() {
        close(shared);
    }

    static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("the engine failed to close", e);
        }
    }
}
