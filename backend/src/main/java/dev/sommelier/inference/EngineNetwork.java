package dev.sommelier.inference;

import ai.djl.Device;
import dev.sommelier.failure.Failure;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.model.Bundle;

/// What networks of all engines can say of themselves.
abstract sealed class EngineNetwork implements Network permits DjlNetwork, OnnxNetwork {
    final EngineFormat format;
    final Device device;
    final Preprocessing input;

    EngineNetwork(EngineFormat format, Device device, Preprocessing input) {
        this.format = format;
        this.device = device;
        this.input = input;
    }

    @Override
    public final String engine() {
        return format.id();
    }

    @Override
    public final String precision() {
        return format.precision();
    }

    @Override
    public final String device() {
        return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
    }

    static Failure cannotLoad(Bundle bundle, EngineFormat format, Device device, Exception cause) {
        return new Failure.CannotStart("inference.engine: %s cannot load %s on %s: %s"
                .formatted(format.id(), bundle.folder(), device, cause.getMessage()));
    }
}
