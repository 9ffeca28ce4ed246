package dev.sommelier.ui.stub;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// One photo as it reached the stub.
///
/// @param photo the bytes of the form's field `file`
public record StubRequest(Headers headers, String formHead, byte[] photo) {
    /// Reads a form of one field, byte for byte (ISO-8859-1 maps each byte to one character).
    static StubRequest of(HttpExchange exchange) throws IOException {
        String boundary = exchange.getRequestHeaders().getFirst("Content-Type").replaceFirst(".*boundary=", "");
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
        int content = form.indexOf("\r\n\r\n") + 4;
        int end = form.lastIndexOf("\r\n--" + boundary + "--");
        byte[] photo = form.substring(content, end).getBytes(StandardCharsets.ISO_8859_1);
        return new StubRequest(exchange.getRequestHeaders(), form.substring(0, content), photo);
    }
}
