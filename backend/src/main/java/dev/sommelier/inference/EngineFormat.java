package dev.sommelier.inference;

import ai.djl.Device;
import dev.sommelier.image.Preprocessing;
import dev.sommelier.model.Bundle;
import dev.sommelier.model.ModelCard;
import dev.sommelier.network.BatchNormFolding;
import dev.sommelier.network.OnnxWriter;
import dev.sommelier.network.TorchScriptWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// The file that each engine wants.
enum EngineFormat {
    PYTORCH("pytorch", "PyTorch", PrecisionConfig.FP32, "folded-1", ".pt"),
    ONNXRUNTIME("onnxruntime", "OnnxRuntime", PrecisionConfig.FP32, "folded-1", ".onnx"),
    ONNXRUNTIME_INT8("onnxruntime", "OnnxRuntime", PrecisionConfig.INT8, "int8-1", ".onnx");

    private final String id;
    private final String djlName;
    private final String precision;
    private final String form;
    private final String suffix;

    /// @param form raised whenever the same bundle compiles to something else
    EngineFormat(String id, String djlName, String precision, String form, String suffix) {
        this.id = id;
        this.djlName = djlName;
        this.precision = precision;
        this.form = form;
        this.suffix = suffix;
    }

    String id() {
        return id;
    }

    String djlName() {
        return djlName;
    }

    /// `fp32` or `int8`.
    String precision() {
        return precision;
    }

    /// The file's name in a cache: it holds everything that changes the file, so that a cache never gives a stale
    /// one, and a checksum of the content.
    String fileName(Device device, String checksum) {
        return form + (channelsLast(device) ? "-nhwc" : "") + "-" + checksum + suffix;
    }

    byte[] compile(Bundle bundle, Device device) throws IOException {
        return switch (this) {
            case PYTORCH -> torchScript(bundle, device);
            case ONNXRUNTIME -> onnx(bundle, floats(bundle));
            case ONNXRUNTIME_INT8 -> onnx(bundle, bytes(bundle));
        };
    }

    private byte[] torchScript(Bundle bundle, Device device) throws IOException {
        BatchNormFolding.Folded folded = BatchNormFolding.fold(bundle.graph(), bundle.weights());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new TorchScriptWriter(folded.graph(), folded.weights(), channelsLast(device)).write(out);
        return out.toByteArray();
    }

    private static byte[] onnx(Bundle bundle, OnnxWriter writer) {
        Preprocessing input = bundle.card().preprocessing();
        return writer.write(input.height(), input.width());
    }

    private static OnnxWriter floats(Bundle bundle) {
        BatchNormFolding.Folded folded = BatchNormFolding.fold(bundle.graph(), bundle.weights());
        return new OnnxWriter(folded.graph(), folded.weights());
    }

    private static OnnxWriter bytes(Bundle bundle) {
        ModelCard.Int8 int8 = bundle.card().int8().orElseThrow();
        return new OnnxWriter(int8.quantise(bundle.graph(), bundle.weights()));
    }

    private boolean channelsLast(Device device) {
        return this == PYTORCH && !device.isGpu();
    }
}
