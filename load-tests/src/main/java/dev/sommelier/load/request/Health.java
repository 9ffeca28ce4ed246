package dev.sommelier.load.request;

import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.http.HttpRequestActionBuilder;

/// `GET /health`.
public final class Health {
    private Health() {}

    public static HttpRequestActionBuilder ready() {
        return http("GET /health")
                .get("/health")
                .check(
                        status().is(200),
                        jsonPath("$.status").is("up"),
                        jsonPath("$.model.loaded").ofBoolean().is(true));
    }
}
