package dev.sommelier.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.List;
import java.util.Set;

/// Lets browsers hand answers to pages of the origins that are set, and to no other.
///
/// A page from elsewhere is not refused, it is told nothing: a browser also names the origin where page and API
/// are of the same one, and then no permission is needed. What a browser asks before, it asks without a key.
///
/// @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, CORS protocol</a>
final class Cors implements Handler<RoutingContext> {

    private static final Set<HttpMethod> METHODS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT);

    /// Where the JSON of a body ends, in the Open Inference Protocol.
    private static final String JSON_LENGTH = "Inference-Header-Content-Length";

    private static final Set<String> ASKED =
            Set.of("Authorization", "X-API-Key", "Content-Type", RequestId.HEADER, "X-Request-Timeout-Ms", JSON_LENGTH);

    private static final Set<String> TOLD =
            Set.of(RequestId.HEADER, "Retry-After", "Server-Timing", "X-Cache", JSON_LENGTH);

    private static final int REMEMBERED_SECONDS = 3600;

    private final Set<String> origins;
    private final CorsHandler cors;

    Cors(List<String> origins) {
        this.origins = Set.copyOf(origins);
        cors = CorsHandler.create()
                .addOrigins(origins)
                .allowedMethods(METHODS)
                .allowedHeaders(ASKED)
                .exposedHeaders(TOLD)
                .maxAgeSeconds(REMEMBERED_SECONDS);
    }

    @Override
    public void handle(RoutingContext rc) {
        String origin = rc.request().getHeader(HttpHeaders.ORIGIN);
        if (origin == null || origins.contains(origin) || isFromAnywhere(origin)) {
            cors.handle(rc);
        } else {
            rc.response().putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
            rc.next();
        }
    }

    /// `null` is what a browser says of a page without an origin, such as a file.
    private boolean isFromAnywhere(String origin) {
        return origins.contains(Security.ANY_ORIGIN) && (origin.equals("null") || Security.isOrigin(origin));
    }
}
