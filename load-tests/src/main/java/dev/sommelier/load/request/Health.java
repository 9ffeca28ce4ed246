package dev.sommelier.load.request;

import static io.gatling.javaapi.http.HttpDsl.http;

import dev.sommelier.load.result.Kind;
import dev.sommelier.load.result.Recording;
import io.gatling.javaapi.core.ChainBuilder;

/// `GET /health`.
public record Health(Recording recording) {
    public ChainBuilder up() {
        Exchange exchange = new Exchange(recording, Kind.HEALTH, (session, status, body) -> Answer.up(status, body));
        return exchange.of(http(exchange::name).get("/health"));
    }
}
