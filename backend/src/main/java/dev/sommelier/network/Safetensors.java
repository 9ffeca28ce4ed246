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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Weights as a safetensors file: a length, a JSON header and raw numbers, so reading one runs no code.
///
/// @see <a href="https://huggingface.co/docs/safetensors/index#format">the format</a>
public final class Safetensors {
    private static final int MAX_HEADER = 100_000_000;

    private Safetensors() {}

    /// Reads F16, F32 and I64 tensors; half floats are widened.
    ///
    /// @throws IOException if the file cannot be read or is not in the format; the message says what is wrong
    public static Weights read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        checkHeader(bytes);
        try (NDList arrays = NDList.decode(PassthroughNDManager.INSTANCE, bytes)) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (NDArray array : arrays) {
                tensors.put(array.getName(), tensor(array));
            }
            return new Weights(tensors);
        } catch (RuntimeException e) {
            throw new IOException("not a readable safetensors file (%s)".formatted(e.getMessage()), e);
        }
    }

    private static void checkHeader(byte[] bytes) throws IOException {
        long header = bytes.length < 10 ? -1 : little(ByteBuffer.wrap(bytes)).getLong(0);
        if (header < 2 || header > Math.min(bytes.length - 8L, MAX_HEADER) || bytes[8] != '{') {
            throw new IOException("not a safetensors file, or cut off in its header");
        }
    }

    private static Tensor tensor(NDArray array) {
        List<Integer> shape = LongStream.of(array.getShape().getShape())
                .mapToObj(Math::toIntExact)
                .toList();
        ByteBuffer bytes = little(array.toByteBuffer().slice());
        float[] values = new float[Math.toIntExact(array.getShape().size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (array.getDataType()) {
                case FLOAT32 -> bytes.getFloat(4 * i);
                case FLOAT16 -> Float.float16ToFloat(bytes.getShort(2 * i));
                case INT64 -> bytes.getLong(8 * i);
                default ->
                    throw new IllegalArgumentException(
                            "%s is %s; only F16, F32 and I64 are read".formatted(array.getName(), array.getDataType()));
            };
        }
        return new Tensor(shape, values);
    }

    /// Filters and matrices as F16, half the size at no measurable loss; vectors as F32; counters as I64.
    ///
    /// @throws IllegalArgumentException if a weight does not fit in a half float
    public static byte[] write(Weights weights) {
        try (NDList arrays = new NDList()) {
            weights.names().forEach(name -> arrays.add(array(name, weights.get(name))));
            return arrays.encode(NDList.Encoding.SAFETENSORS);
        }
    }

    private static NDArray array(String name, Tensor tensor) {
        DataType type = type(name, tensor);
        ByteBuffer bytes = little(ByteBuffer.allocate(tensor.values().length * type.getNumOfBytes()));
        IntStream.range(0, tensor.values().length).forEach(i -> put(bytes, type, name, tensor.values()[i]));
        Shape shape = new Shape(tensor.shape().stream().mapToLong(side -> side).toArray());
        NDArray array = PassthroughNDManager.INSTANCE.create(bytes.flip(), shape, type);
        array.setName(name);
        return array;
    }

    private static DataType type(String name, Tensor tensor) {
        if (name.endsWith(".num_batches_tracked")) {
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
