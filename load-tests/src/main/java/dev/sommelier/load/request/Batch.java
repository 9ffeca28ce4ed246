package dev.sommelier.load.request;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.http.HttpDsl.http;

import dev.sommelier.load.photo.Photos;
import dev.sommelier.load.result.Kind;
import dev.sommelier.load.result.Recording;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

/// `POST /predict/batch`, with each photo as a multipart field `file`.
public record Batch(Recording recording) {
    /// Where a session keeps the [Photos] to send.
    public static final String PHOTOS = "photos";

    /// @param size as many as are fed
    public ChainBuilder photos(int size) {
        Exchange exchange =
                new Exchange(recording, Kind.BATCH, (session, status, body) -> Answer.toBatch(status, body, size));
        HttpRequestActionBuilder request = http(exchange::name)
                .post("/predict/batch")
                .header("X-Request-Timeout-Ms", "30000")
                .header("Content-Type", Form.CONTENT_TYPE)
                .body(ByteArrayBody(session -> Form.of(
                        Form.FIELD, Form.fed(session, PHOTOS, Photos.class).all())));
        return exchange.of(request);
    }
}
