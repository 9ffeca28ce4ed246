package dev.sommelier.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/// Answers in JSON that end with a line break, so that a terminal's prompt begins on a line of its own.
public final class JsonAnswer {

    private JsonAnswer() {}

    /// Ends the request with this body.
    public static void send(RoutingContext rc, JsonObject body) {
        rc.response().putHeader("Content-Type", "application/json").end(text(body));
    }

    public static Buffer text(JsonObject body) {
        return line(body.toBuffer());
    }

    /// @param json may be changed by this
    public static Buffer line(Buffer json) {
        return json.appendByte((byte) '\n');
    }
}
