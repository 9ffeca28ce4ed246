package dev.sommelier.predict;

import dev.sommelier.predict.Picture.Photo;
import dev.sommelier.predict.Picture.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/// What follows the JSON in a body: little-endian numbers without padding, or bytes after their length.
///
/// @param bytes of the one input that a request has
/// @see <a href="https://github.com/triton-inference-server/server/tree/main/docs/protocol">Triton's binary
///     tensor data extension</a>
record BinaryData(ByteBuffer bytes) {

    static BinaryData of(byte[] body, int from) {
        return new BinaryData(ByteBuffer.wrap(body, from, body.length - from));
    }

    void requireNone() {
        JsonCursor.require(bytes.remaining() == 0, "There are bytes after the JSON that no input accounts for.");
    }

    /// Tensors that lie in the body, uncopied.
    ///
    /// @param size what `binary_data_size` says
    List<Picture> tensors(int size, int count, int floats) {
        requireSize(size);
        JsonCursor.require(
                size == 4L * count * floats,
                "binary_data_size must be %,d for that shape.".formatted(4L * count * floats));
        FloatBuffer all = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        List<Picture> pictures = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            pictures.add(new Tensor(all.slice(i * floats, floats)));
        }
        return pictures;
    }

    /// Copies of photos.
    ///
    /// @param size what `binary_data_size` says
    /// @param memory told how many bytes are copied
    List<Picture> photos(int size, int count, LongConsumer memory) {
        requireSize(size);
        memory.accept(size);
        ByteBuffer left = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        List<Picture> pictures = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            pictures.add(new Photo(element(left)));
        }
        JsonCursor.require(left.remaining() == 0, "There are more bytes than the shape has elements.");
        return pictures;
    }

    private static byte[] element(ByteBuffer left) {
        long length = left.remaining() < Integer.BYTES ? Long.MAX_VALUE : Integer.toUnsignedLong(left.getInt());
        JsonCursor.require(
                length <= left.remaining(),
                "The binary data end inside an element: each is 4 bytes of its length, little-endian, and so many bytes.");
        byte[] element = new byte[(int) length];
        left.get(element);
        return element;
    }

    private void requireSize(int size) {
        JsonCursor.require(
                size == bytes.remaining(),
                "binary_data_size is %,d, and %,d bytes follow the JSON.".formatted(size, bytes.remaining()));
    }
}
