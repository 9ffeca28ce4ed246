package dev.sommelier.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.util.passthrough.PassthroughNDManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/// Weights as a safetensors file: a length, a JSON header and raw numbers, so reading one runs no code.
///
/// @see <a href="https://huggingface.co/docs/safetensors/index#format">the format</a>
public final class Safetensors {
    private static final int MAX_HEADER = 100_000_000;

    /// What fits in one Java array.
    private static final long MAX_FILE = Integer.MAX_VALUE - 8;

    private static final String COUNTER = ".num_batches_tracked";

    private Safetensors() {}

    /// Reads F16, F32 and I64 tensors; half floats are widened.
    ///
    /// @throws IOException if the file cannot be read or is not in the format; the message says what is wrong
    public static Weights read(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE) {
            throw new IOException("is larger than %,d bytes".formatted(MAX_FILE));
        }
        ByteBuffer bytes = little(ByteBuffer.wrap(Files.readAllBytes(file)));
        int header = headerLength(bytes);
        ByteBuffer data = little(bytes.slice(8 + header, bytes.capacity() - 8 - header));
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (SafetensorsHeader.Entry entry : SafetensorsHeader.parse(bytes.array(), 8, header, data.capacity())) {
            tensors.put(entry.name(), tensor(entry, data));
        }
        return new Weights(tensors);
    }

    private static int headerLength(ByteBuffer bytes) throws IOException {
        long length = bytes.capacity() < 10 ? -1 : bytes.getLong(0);
        if (length < 2 || length > Math.min(bytes.capacity() - 8L, MAX_HEADER) || bytes.get(8) != '{') {
            throw new IOException("is not a safetensors file, or is cut off in its header");
        }
        return (int) length;
    }

    private static Tensor tensor(SafetensorsHeader.Entry entry, ByteBuffer data) {
        float[] values = new float[Tensor.size(entry.shape())];
        for (int i = 0; i < values.length; i++) {
            int at = entry.begin() + i * entry.type().bytes();
            values[i] = switch (entry.type()) {
                case F16 -> Float.float16ToFloat(data.getShort(at));
                case F32 -> data.getFloat(at);
                case I64 -> data.getLong(at);
            };
        }
        return new Tensor(entry.shape(), values);
    }

    /// Filters and matrices as F16, half the size at no measurable loss; vectors as F32; counters as I64.
    ///
    /// @throws IllegalArgumentException if a weight does not fit in a half float
    public static byte[] write(Weights weights) {
        try (NDList arrays = new NDList()) {
            weights.names().forEach(name -> arrays.add(array(name, weights.get(name), type(name, weights.get(name)))));
            return arrays.encode(NDList.Encoding.SAFETENSORS);
        }
    }

    /// Every number as F32 and counters as I64: read back, it is exactly the same.
    public static byte[] writeExact(Weights weights) {
        try (NDList arrays = new NDList()) {
            weights.names().forEach(name -> {
                DataType type = name.endsWith(COUNTER) ? DataType.INT64 : DataType.FLOAT32;
                arrays.add(array(name, weights.get(name), type));
            });
            return arrays.encode(NDList.Encoding.SAFETENSORS);
        }
    }

    private static NDArray array(String name, Tensor tensor, DataType type) {
        ByteBuffer bytes = little(ByteBuffer.allocate(tensor.values().length * type.getNumOfBytes()));
        IntStream.range(0, tensor.values().length).forEach(i -> put(bytes, type, name, tensor.values()[i]));
        Shape shape = new Shape(tensor.shape().stream().mapToLong(side -> side).toArray());
        NDArray array = PassthroughNDManager.INSTANCE.create(bytes.flip(), shape, type);
        array.setName(name);
        return array;
    }

    private static DataType type(String name, Tensor tensor) {
        if (name.endsWith(COUNTER)) {
            return DataType.INT64;
        }
        return tensor.shape().size() > 1 ? DataType.FLOAT16 : DataType.FLOAT32;
    }

    private static void put(ByteBuffer bytes, DataType type, String name, float value) {
        switch (type) {
            case INT64 -> bytes.putLong((long) value);
            case FLOAT32 -> bytes.putFloat(value);
            default -> {
                short half = Float.floatToFloat16(value);
                if (Float.isInfinite(Float.float16ToFloat(half))) {
                    throw new IllegalArgumentException(
                            "%s holds %s, too large for a half float".formatted(name, value));
                }
                bytes.putShort(half);
            }
        }
    }

    private static ByteBuffer little(ByteBuffer bytes) {
        return bytes.order(ByteOrder.LITTLE_ENDIAN);
    }
}
