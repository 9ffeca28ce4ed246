package dev.sommelier.inference;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.util.cuda.CudaUtils;
import dev.sommelier.failure.Failure;
import dev.sommelier.model.Bundle;

/// Chooses engine and device, and loads bundles with them.
public final class Engines {
    private final EngineConfig config;

    public Engines(EngineConfig config) {
        this.config = config;
    }

    /// Compiles the bundle, unless the cache has it, and loads it; takes seconds, so never call it on an event
    /// loop.
    ///
    /// @throws Failure.CannotStart if the device is not there, int8 is asked for and cannot be, or the
    ///     engine cannot load the network
    public Network load(Bundle bundle) {
        int gpus = config.device().equals("cpu") ? 0 : CudaUtils.getGpuCount();
        boolean pytorch = config.engine().equals("pytorch") || (config.engine().equals("auto") && gpus > 0);
        EngineFormat format = pytorch ? EngineFormat.PYTORCH : EngineFormat.ONNXRUNTIME;
        // A GPU is of use only to an engine whose libraries were built for it.
        int usable = gpus == 0 ? 0 : Engine.getEngine(format.djlName()).getGpuCount();
        if (usable == 0 && config.engine().equals("auto")) {
            format = EngineFormat.ONNXRUNTIME;
        }
        Device device = device(format, usable);
        EngineFormat precise = precise(format, device, bundle);
        return precise == EngineFormat.PYTORCH
                ? DjlNetwork.load(bundle, precise, device, config)
                : OnnxNetwork.load(bundle, precise, device, config);
    }

    private EngineFormat precise(EngineFormat format, Device device, Bundle bundle) {
        boolean possible = format == EngineFormat.ONNXRUNTIME && !device.isGpu();
        boolean int8 = config.precision().int8(possible, bundle.card().int8());
        return int8 ? EngineFormat.ONNXRUNTIME_INT8 : format;
    }

    private Device device(EngineFormat format, int usable) {
        if (config.device().equals("cpu") || (config.device().equals("auto") && usable == 0)) {
            return Device.cpu();
        }
        int wanted = config.device().startsWith("gpu:")
                ? Integer.parseInt(config.device().substring("gpu:".length()))
                : 0;
        if (wanted >= usable) {
            throw new Failure.CannotStart(
                    "inference.device: %s is asked for, and %s can use %d GPUs here (it needs a CUDA driver and its CUDA libraries). Use auto or cpu."
                            .formatted(config.device(), format.id(), usable));
        }
        return Device.gpu(wanted);
    }
}
