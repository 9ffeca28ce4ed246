package dev.sommelier.ui.stub;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What the stub says.
///
/// @param delay how long it thinks first
public record StubAnswer(int status, String contentType, String body, Map<String, String> headers, Duration delay) {
    private static final AtomicLong IDS = new AtomicLong();

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

    /// As the backend answers to `?explain=true&neighbours=3`: the heat map is brightest in its upper right corner.
    ///
    /// @param thumbnail of a training photo, as a data URI; empty for a model that carries none
    public static StubAnswer explained(String label, double beer, double whiskey, double wine, String thumbnail) {
        String neighbour = "{\"label\":\"wine\",\"similarity\":0.91%s}"
                .formatted(thumbnail.isEmpty() ? "" : ",\"thumbnail\":\"" + thumbnail + "\"");
        String values = IntStream.range(0, 49)
                .mapToObj(i -> Double.toString(i == 6 ? 12.5 : 0.1 - 0.01 * i))
                .collect(Collectors.joining(","));
        return json("""
                {"predicted_class":"%s","confidence":%s,"probabilities":{"%s":%s,"whiskey":%s,"beer":%s},"familiar":true,\
                "familiarity":0.68973994,"model":{"name":"drinks","version":"1","preprocessing":"13b48686f168"},\
                "image":{"width":800,"height":600,"format":"PNG"},"request_id":"%s","activation":{"class":"%s","width":7,\
                "height":7,"values":[%s]},"neighbours":[%s,%s,%s]}
                """.formatted(
                                label,
                                wine,
                                label,
                                wine,
                                whiskey,
                                beer,
                                Long.toHexString(IDS.incrementAndGet() | 1L << 60),
                                label,
                                values,
                                neighbour,
                                neighbour,
                                neighbour))
                .with("Server-Timing", "queue;dur=0.4, decode;dur=5.1, inference;dur=48.3");
    }

    /// As the backend answers to `/feedback` about an answer that called the photo a wine.
    public static StubAnswer stored(String requestId, String label) {
        return json("""
                {"request_id":"%s","predicted_class":"wine","label":"%s","correct":%s,\
                "model":{"name":"drinks","version":"1"}}
                """.formatted(requestId, label, label.equals("wine")));
    }

    public StubAnswer with(String header, String value) {
        return new StubAnswer(status, contentType, body, Map.of(header, value), delay);
    }

    public StubAnswer after(Duration pause) {
        return new StubAnswer(status, contentType, body, headers, pause);
    }
}
