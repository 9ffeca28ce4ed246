package dev.sommelier.ui.stub;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/// What the stub says.
///
/// @param delay how long it thinks first
public record StubAnswer(int status, String contentType, String body, Map<String, String> headers, Duration delay) {
    public static StubAnswer json(String body) {
        return new StubAnswer(200, "application/json", body, Map.of(), Duration.ZERO);
    }

    public static StubAnswer problem(int status, String detail) {
        String body = """
                {"type": "/problems/some", "title": "Some", "status": %d, "detail": "%s", "request_id": "r-1"}""".formatted(status, detail);
        return new StubAnswer(status, "application/problem+json", body, Map.of(), Duration.ZERO);
    }

    public static StubAnswer prediction(String label, double beer, double whiskey, double wine) {
        return json("""
                {"predicted_class": "%s", "confidence": %s,
                 "probabilities": {"beer": %s, "whiskey": %s, "wine": %s},
                 "model": {"name": "drinks", "version": "1", "preprocessing": "abc"},
                 "image": {"width": 640, "height": 480, "format": "PNG"}, "request_id": "r-1"}""".formatted(label, Math.max(beer, Math.max(whiskey, wine)), beer, whiskey, wine));
    }

    /// @param file any bytes, of which each is kept as one character
    public static StubAnswer jpeg(byte[] file) {
        String body = new String(file, StandardCharsets.ISO_8859_1);
        return new StubAnswer(200, "image/jpeg", body, Map.of(), Duration.ZERO);
    }

    byte[] bytes() {
        return body.getBytes(contentType.startsWith("image/") ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    public StubAnswer with(String header, String value) {
        return new StubAnswer(status, contentType, body, Map.of(header, value), delay);
    }

    public StubAnswer after(Duration pause) {
        return new StubAnswer(status, contentType, body, headers, pause);
    }
}
