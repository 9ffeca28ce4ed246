package dev.sommelier.load;

import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.net.URI;
import java.util.Optional;

/// The service under load.
///
/// @param management where its metrics are; empty where nobody knows
/// @param key of the API; empty where none is needed
record Target(URI api, Optional<URI> management, String key) {

    /// Without the warm-up, which would call a host on the internet. Connections are shared, as those of a gateway in
    /// front of a service are.
    HttpProtocolBuilder protocol() {
        HttpProtocolBuilder protocol = http.baseUrl(api.toString())
                .acceptHeader("application/json, application/problem+json")
                .userAgentHeader("sommelier-load")
                .shareConnections()
                .disableWarmUp();
        return key.isEmpty() ? protocol : protocol.authorizationHeader("Bearer " + key);
    }
}
