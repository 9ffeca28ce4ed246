package dev.sommelier.predict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.sommelier.failure.Failure;
import dev.sommelier.http.Upload;
import dev.sommelier.image.Preprocessing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalInt;

/// Reads inference requests. Takes some ten milliseconds where tensors are written out in JSON: never on an event
/// loop.
final class InferReader {

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(16)
            .maxNumberLength(100)
            .maxNameLength(1000)
            .build();

    private final JsonFactory json = JsonFactory.builder()
            .streamReadConstraints(LIMITS)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();
    private final int most;

    /// @param most pictures in one request
    InferReader(int most) {
        this.most = most;
    }

    /// @param jsonLength bytes of the body that are JSON; empty for all of it
    /// @throws Failure.BadRequest naming what is wrong
    /// @throws Failure.Overloaded if there is no memory left for what it holds
    InferRequest read(Upload body, OptionalInt jsonLength, Preprocessing preprocessing) {
        byte[] bytes = body.bytes();
        int length = jsonLength.orElse(bytes.length);
        JsonCursor.require(
                length <= bytes.length,
                "Inference-Header-Content-Length is larger than the body, %,d bytes.".formatted(bytes.length));
        InferJson request = new InferJson(() -> new InferInput(preprocessing, most, body::reserve));
        try (JsonParser parser = json.createParser(bytes, 0, length)) {
            request.read(new JsonCursor(parser));
        } catch (JsonProcessingException e) {
            throw malformed(e);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be read", e);
        }
        return request.request(BinaryData.of(bytes, length));
    }

    /// The parser's own words tell of its classes.
    private static Failure.BadRequest malformed(JsonProcessingException e) {
        long at = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
        return new Failure.BadRequest(
                "The JSON is malformed, too deep or cut off, or a number or the Base64 in it is wrong, near byte %,d."
                        .formatted(at));
    }
}
