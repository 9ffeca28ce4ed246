package dev.sommelier.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import java.util.List;
import java.util.stream.Collectors;

/// The methods that a path takes, for the `Allow` header of a 405 (which HTTP demands and the router keeps to itself).
final class AllowedMethods {

    private final List<Route> routes;

    AllowedMethods(List<Route> routes) {
        this.routes = routes;
    }

    /// For example `GET, HEAD`.
    String at(String path) {
        return routes.stream()
                .filter(route -> route.methods() != null && matches(route, path))
                .flatMap(route -> route.methods().stream())
                .map(HttpMethod::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static boolean matches(Route route, String path) {
        String pattern = route.getPath();
        if (pattern == null) {
            return false;
        }
        return path.matches(pattern.replaceAll(":[A-Za-z0-9_]+", "[^/]+") + (route.isExactPath() ? "/?" : ".*"));
    }
}
