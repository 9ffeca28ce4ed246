package dev.sommelier.inference;

import ai.djl.Device;
import dev.sommelier.model.Bundle;
import dev.sommelier.network.BatchNormFolding;
import dev.sommelier.network.OnnxWriter;
import dev.sommelier.network.TorchScriptWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// The file that each engine wants.
enum EngineFormat {
    PYTORCH("pytorch", "PyTorch", ".pt"),
    ONNXRUNTIME("onnxruntime", "OnnxRuntime", ".onnx");

    private final String id;
    private final String djlName;
    private final String suffix;

    EngineFormat(String id, String djlName, String suffix) {
        this.id = id;
        this.djlName = djlName;
        this.suffix = suffix;
    }

    String id() {
        return id;
    }

    String djlName() {
        return djlName;
    }

    /// The file's name in a cache: it holds everything that changes the file, so that a cache never gives a stale
    /// one, and a checksum of the content.
    String fileName(Device device, String checksum) {
        return "folded-1" + (channelsLast(device) ? "-nhwc" : "") + "-" + checksum + suffix;
    }

    byte[] compile(Bundle bundle, Device device) throws IOException {
        BatchNormFolding.Folded folded = BatchNormFolding.fold(bundle.graph(), bundle.weights());
        if (this == ONNXRUNTIME) {
            return new OnnxWriter(folded.graph(), folded.weights())
                    .write(
                            bundle.card().preprocessing().height(),
                            bundle.card().preprocessing().width());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TorchScriptWriter(folded.graph(), folded.weights(), channelsLast(device)).write(out);
        return out.toByteArray();
    }

    private boolean channelsLast(Device device) {
        return this == PYTORCH && !device.isGpu();
    }
}
