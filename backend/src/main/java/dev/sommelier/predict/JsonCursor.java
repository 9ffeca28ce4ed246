package dev.sommelier.predict;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sommelier.failure.Failure;
import java.io.IOException;

/// Walks through JSON as it is parsed, so that no tree is built, and refuses by its name what is not as wanted.
///
/// Every method finds the parser at the value that it reads, and leaves it at the value's end.
final class JsonCursor {

    /// Python's encoders break lines, and others leave the padding out.
    private static final Base64Variant BASE64 = Base64Variants.MIME_NO_LINEFEEDS.withPaddingAllowed();

    @FunctionalInterface
    interface Field {
        void read(String name) throws IOException;
    }

    @FunctionalInterface
    interface Element {
        void read() throws IOException;
    }

    private final JsonParser parser;

    JsonCursor(JsonParser parser) {
        this.parser = parser;
    }

    /// The only value of a text.
    void whole(Element value) throws IOException {
        parser.nextToken();
        value.read();
        require(parser.nextToken() == null, "Nothing may follow the JSON object.");
    }

    void object(String what, Field field) throws IOException {
        require(parser.currentToken() == JsonToken.START_OBJECT, what + " must be an object.");
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            field.read(name);
        }
    }

    void array(String what, Element element) throws IOException {
        require(parser.currentToken() == JsonToken.START_ARRAY, what + " must be an array.");
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element.read();
        }
    }

    String text(String what) throws IOException {
        require(parser.currentToken() == JsonToken.VALUE_STRING, what + " must be a string.");
        return parser.getText();
    }

    boolean flag(String what) throws IOException {
        require(parser.currentToken().isBoolean(), what + " must be true or false.");
        return parser.getBooleanValue();
    }

    /// @return 0 to `most`
    int whole(String what, int most) throws IOException {
        boolean sane = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() == JsonParser.NumberType.INT
                && parser.getIntValue() >= 0
                && parser.getIntValue() <= most;
        require(sane, "%s must be a whole number from 0 to %d.".formatted(what, most));
        return parser.getIntValue();
    }

    /// Infinite if it is too large for a float.
    float number() throws IOException {
        return parser.getFloatValue();
    }

    byte[] base64() throws IOException {
        return parser.getBinaryValue(BASE64);
    }

    JsonToken token() {
        return parser.currentToken();
    }

    void skip() throws IOException {
        parser.skipChildren();
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new Failure.BadRequest(message);
        }
    }
}
