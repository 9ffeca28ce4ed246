package dev.sommelier.predict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sommelier.inference.Classification;
import dev.sommelier.model.ModelCard;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// An inference response: JSON, and after it the outputs that are wanted in binary.
///
/// @param jsonLength bytes of the body that are JSON
record InferAnswer(Buffer body, int jsonLength) {

    private static final JsonFactory JSON = new JsonFactory();

    /// @param all of the request's pictures, of one model
    static InferAnswer of(InferRequest request, List<Classification> all) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        ByteArrayOutputStream binary = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            write(out, request, all, binary);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        int jsonLength = bytes.size();
        bytes.writeBytes(binary.toByteArray());
        return new InferAnswer(Buffer.buffer(bytes.toByteArray()), jsonLength);
    }

    boolean isBinary() {
        return body.length() > jsonLength;
    }

    private static void write(
            JsonGenerator out, InferRequest request, List<Classification> all, ByteArrayOutputStream binary)
            throws IOException {
        ModelCard model = all.getFirst().model();
        out.writeStartObject();
        out.writeStringField("model_name", model.name());
        out.writeStringField("model_version", model.version());
        if (request.id().isPresent()) {
            out.writeStringField("id", request.id().get());
        }
        out.writeArrayFieldStart("outputs");
        for (WantedOutput wanted : request.outputs()) {
            write(out, wanted, OutputTensor.of(wanted, all), binary);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void write(JsonGenerator out, WantedOutput wanted, OutputTensor tensor, ByteArrayOutputStream binary)
            throws IOException {
        out.writeStartObject();
        out.writeStringField("name", wanted.name().toString());
        out.writeStringField("datatype", tensor.datatype());
        out.writeArrayFieldStart("shape");
        for (int dimension : tensor.shape()) {
            out.writeNumber(dimension);
        }
        out.writeEndArray();
        if (wanted.binary()) {
            byte[] bytes = tensor.binary();
            out.writeObjectFieldStart("parameters");
            out.writeNumberField("binary_data_size", bytes.length);
            out.writeEndObject();
            binary.writeBytes(bytes);
        } else {
            out.writeArrayFieldStart("data");
            tensor.write(out);
            out.writeEndArray();
        }
        out.writeEndObject();
    }
}
