package dev.sommelier.network;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Safetensors files put together by hand, and weights with a tensor of each kind.
final class TensorFile {
    private TensorFile() {}

    static Weights some() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("fc.weight", new Tensor(List.of(2, 3), new float[] {1, -2, 0.5f, 0, 65504, 6e-8f}));
        tensors.put("fc.bias", new Tensor(List.of(2), new float[] {0.1f, -Float.MAX_VALUE}));
        tensors.put("scale", new Tensor(List.of(), new float[] {3.7f}));
        tensors.put("bn1.num_batches_tracked", new Tensor(List.of(), new float[] {12_345}));
        tensors.replaceAll((name, tensor) -> tensor.shape().size() > 1 ? halved(tensor) : tensor);
        return new Weights(tensors);
    }

    private static Tensor halved(Tensor tensor) {
        float[] values = tensor.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.float16ToFloat(Float.floatToFloat16(values[i]));
        }
        return new Tensor(tensor.shape(), values);
    }

    /// A header of one tensor, `a`.
    static String header(String dtype, String shape, String offsets) {
        return "{\"a\": {\"dtype\": \"%s\", \"shape\": %s, \"data_offsets\": %s}}".formatted(dtype, shape, offsets);
    }

    static void write(Path file, String header, byte[] data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        Files.write(
                file,
                ByteBuffer.allocate(8 + json.length + data.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(json.length)
                        .put(json)
                        .put(data)
                        .array());
    }
}
