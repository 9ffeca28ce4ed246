package dev.sommelier.load;

import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.http.HttpProtocolBuilder;

/// The service under load.
final class Target {
    private Target() {}

    /// Without the warm-up, which would call a host on the internet.
    static HttpProtocolBuilder protocol() {
        return http.baseUrl(System.getProperty("baseUrl", "http://localhost:8080"))
                .acceptHeader("application/json, application/problem+json")
                .disableWarmUp();
    }
}
