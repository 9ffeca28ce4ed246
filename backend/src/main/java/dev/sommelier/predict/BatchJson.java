package dev.sommelier.predict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Writes what a batch says of one photo, as the contract's `BatchItem`.
final class BatchJson {

    private final JsonFactory json = new JsonFactory();

    /// @param prediction the contract's `Prediction`
    Buffer classified(int index, PhotoSource photo, Buffer prediction) {
        return item(index, photo, "prediction", prediction);
    }

    /// @param problem the contract's `Problem`
    Buffer refused(int index, PhotoSource photo, Buffer problem) {
        return item(index, photo, "problem", problem);
    }

    private Buffer item(int index, PhotoSource photo, String name, Buffer value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128 + value.length());
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeNumberField("index", index);
            out.writeStringField("file", photo.file());
            if (!photo.archive().isEmpty()) {
                out.writeStringField("archive", photo.archive());
            }
            out.writeFieldName(name);
            out.writeRawValue(value.toString(StandardCharsets.UTF_8));
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
