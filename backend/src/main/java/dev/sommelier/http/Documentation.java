package dev.sommelier.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/// The contract as a file and as pages that people can try out: Swagger UI at `/docs/`, without a byte from elsewhere.
final class Documentation {

    private static final String WEBJAR = "META-INF/resources/webjars/swagger-ui/";
    private static final String WEBJAR_PROPERTIES = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

    /// Lets the browser itself forbid what Swagger UI might fetch from elsewhere.
    private static final String SELF_ONLY =
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

    private final Contract contract;
    private final String initializer;

    Documentation(Contract contract) {
        this.contract = contract;
        initializer = new String(resource("swagger-initializer.js"), StandardCharsets.UTF_8);
    }

    void addTo(Router router) {
        get(router, "/").handler(rc -> redirect(rc, "docs/"));
        get(router, "/openapi.yaml").handler(this::sendContract);
        get(router, "/docs").handler(Documentation::addSlash);
        get(router, "/docs/swagger-initializer.js").handler(this::sendInitializer);
        get(router, "/docs/*")
                .handler(Documentation::forbidElsewhere)
                .handler(StaticHandler.create(WEBJAR + webjarVersion()));
    }

    private static io.vertx.ext.web.Route get(Router router, String path) {
        return router.route(HttpMethod.GET, path).method(HttpMethod.HEAD);
    }

    /// Relative, so that it also works where a proxy serves this under a path of its own.
    private static void redirect(RoutingContext rc, String location) {
        rc.response().setStatusCode(302).putHeader("Location", location).end();
    }

    private static void addSlash(RoutingContext rc) {
        if (rc.normalizedPath().endsWith("/")) {
            rc.next();
        } else {
            redirect(rc, "docs/");
        }
    }

    private void sendContract(RoutingContext rc) {
        rc.response().putHeader("Content-Type", "application/yaml").end(contract.text());
    }

    private void sendInitializer(RoutingContext rc) {
        rc.response().putHeader("Content-Type", "text/javascript").end(initializer);
    }

    private static void forbidElsewhere(RoutingContext rc) {
        rc.response().putHeader("Content-Security-Policy", SELF_ONLY);
        rc.next();
    }

    /// Asked of the webjar itself, so that only the build file names a version.
    private static String webjarVersion() {
        Properties properties = new Properties();
        try (InputStream file = Documentation.class.getResourceAsStream(WEBJAR_PROPERTIES)) {
            properties.load(Objects.requireNonNull(file, WEBJAR_PROPERTIES + " is missing"));
            return Objects.requireNonNull(properties.getProperty("version"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream file = Documentation.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(file, name + " is missing").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
