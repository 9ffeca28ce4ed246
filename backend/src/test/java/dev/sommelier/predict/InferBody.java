package dev.sommelier.predict;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// An inference request's body as Triton's clients lay it out: JSON, then binary data.
record InferBody(String json, byte[] binary) {

    static final int FLOATS = 3 * 224 * 224;

    /// One tensor, the way Triton's Python client sends it when no outputs are asked for.
    static InferBody tensors(int count, float... values) {
        return new InferBody(
                "{\"id\": \"42\", \"inputs\": [{\"name\": \"input\", \"shape\": [%d, 3, 224, 224], \"datatype\": \"FP32\", \"parameters\": {\"binary_data_size\": %d}}], \"parameters\": {\"binary_data_output\": true}}"
                        .formatted(count, 4 * values.length),
                floats(values));
    }

    static InferBody photos(String shape, byte[]... photos) {
        byte[] elements = elements(photos);
        return new InferBody(
                "{\"inputs\": [{\"name\": \"image\", \"shape\": %s, \"datatype\": \"BYTES\", \"parameters\": {\"binary_data_size\": %d}}]}"
                        .formatted(shape, elements.length),
                elements);
    }

    /// Little-endian, without padding.
    static byte[] floats(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /// Each after its length in 4 bytes, little-endian.
    static byte[] elements(byte[]... elements) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] element : elements) {
            bytes.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(element.length)
                    .array());
            bytes.writeBytes(element);
        }
        return bytes.toByteArray();
    }

    int jsonLength() {
        return json.getBytes(StandardCharsets.UTF_8).length;
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(json.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(binary);
        return bytes.toByteArray();
    }
}
