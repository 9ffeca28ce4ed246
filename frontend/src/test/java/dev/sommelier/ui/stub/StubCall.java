package dev.sommelier.ui.stub;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// One question in words as it reached the stub.
///
/// @param path still encoded, with its query
public record StubCall(String method, String path, Headers headers, String body) {
    static StubCall of(HttpExchange exchange) throws IOException {
        return new StubCall(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toASCIIString(),
                exchange.getRequestHeaders(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }
}
