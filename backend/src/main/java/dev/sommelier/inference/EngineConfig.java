package dev.sommelier.inference;

import dev.sommelier.failure.Failure;
import java.nio.file.Path;
import java.util.Set;

/// Which engine runs the network, and where.
///
/// @param engine `auto`, `pytorch` or `onnxruntime`; auto is PyTorch on a GPU and ONNX Runtime on a CPU
/// @param device `auto`, `cpu`, `gpu` or `gpu:N`; auto is the first GPU where there is one
/// @param threads of one forward pass on a CPU, 0 to 256; 0 is 1, unless a session asks for more
/// @param precision in which numbers it computes
/// @param cache keeps what was compiled from bundles, between starts
public record EngineConfig(String engine, String device, int threads, PrecisionConfig precision, Path cache) {
    public EngineConfig {
        if (!Set.of("auto", "pytorch", "onnxruntime").contains(engine)) {
            throw new Failure.BadConfig(
                    "inference.engine: '%s' is none of auto, pytorch, onnxruntime".formatted(engine));
        }
        if (!device.matches("auto|cpu|gpu|gpu:[0-9]{1,2}")) {
            throw new Failure.BadConfig("inference.device: '%s' is none of auto, cpu, gpu, gpu:N".formatted(device));
        }
        if (threads < 0 || threads > 256) {
            throw new Failure.BadConfig("inference.threads: need 0 to 256, got " + threads);
        }
    }

    /// Computes in 32-bit floats.
    public EngineConfig(String engine, String device, int threads, Path cache) {
        this(engine, device, threads, PrecisionConfig.fp32(), cache);
    }
}
