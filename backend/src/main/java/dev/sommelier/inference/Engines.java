package dev.sommelier.inference;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import dev.sommelier.failure.Failure;
import dev.sommelier.model.Bundle;

/// Chooses engine and device, and loads bundles with them.
public final class Engines {
    private final EngineConfig config;

    public Engines(EngineConfig config) {
        this.config = config;
    }

    /// Compiles the bundle, unless the cache has it, and loads it; takes seconds, so never call it on an event loop.
    ///
    /// @throws Failure.CannotStart if the device is not there or the engine cannot load the network
    public Network load(Bundle bundle) {
        Device device = device();
        boolean pytorch = config.engine().equals("pytorch") || (config.engine().equals("auto") && device.isGpu());
        return DjlNetwork.load(bundle, pytorch ? EngineFormat.PYTORCH : EngineFormat.ONNXRUNTIME, device, config);
    }

    private Device device() {
        int gpus = config.device().equals("cpu") ? 0 : CudaUtils.getGpuCount();
        if (config.device().equals("cpu") || (config.device().equals("auto") && gpus == 0)) {
            return Device.cpu();
        }
        int wanted = config.device().startsWith("gpu:")
                ? Integer.parseInt(config.device().substring("gpu:".length()))
                : 0;
        if (wanted >= gpus) {
            throw new Failure.CannotStart(
                    "inference.device: %s is asked for and %d GPUs with a CUDA driver are found. Use auto or cpu."
                            .formatted(config.device(), gpus));
        }
        return Device.gpu(wanted);
    }
}
