package dev.sommelier.load.request;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.http.HttpDsl.http;

import dev.sommelier.load.result.Kind;
import dev.sommelier.load.result.Recording;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;

/// `POST /predict`, with the photo as the multipart field `file`.
public record Predict(Recording recording) {
    /// Where a session keeps the [Upload] to send.
    public static final String PHOTO = "photo";

    /// Where a session keeps the [BadInput] to send.
    public static final String BAD = "bad";

    public ChainBuilder photo() {
        Exchange exchange = new Exchange(
                recording,
                Kind.PHOTO,
                (session, status, body) ->
                        Answer.toPhoto(status, body, upload(session).photo()));
        return exchange.of(http(exchange::name)
                .post("/predict")
                .header("Content-Type", Form.CONTENT_TYPE)
                .body(ByteArrayBody(session -> upload(session).form())));
    }

    public ChainBuilder badInput() {
        Exchange exchange = new Exchange(
                recording,
                Kind.BAD,
                (session, status, body) ->
                        Answer.refused(status, body, bad(session).status()));
        return exchange.of(http(exchange::name)
                .post("/predict")
                .header("Content-Type", Form.CONTENT_TYPE)
                .body(ByteArrayBody(session -> bad(session).form())));
    }

    private static Upload upload(Session session) {
        return Form.fed(session, PHOTO, Upload.class);
    }

    private static BadInput bad(Session session) {
        return Form.fed(session, BAD, BadInput.class);
    }
}
