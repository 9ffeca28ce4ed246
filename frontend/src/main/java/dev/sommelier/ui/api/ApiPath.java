package dev.sommelier.ui.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Path and query of one operation. Every part is encoded, so that a name with a slash stays one part.
///
/// @param text as it goes over the wire, from its first slash
public record ApiPath(String text) {
    public ApiPath {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a path starts with a slash, got \"%s\"".formatted(text));
        }
    }

    /// @param segments for example `"runs", name, "metrics"`
    /// @throws IllegalArgumentException for `.` and `..`, which a server would take for a way elsewhere
    public static ApiPath of(String... segments) {
        return new ApiPath(Stream.of(segments).map(ApiPath::segment).collect(Collectors.joining("/", "/", "")));
    }

    /// Adds a query parameter.
    public ApiPath with(String name, Object value) {
        return new ApiPath(text + (text.contains("?") ? "&" : "?") + encoded(name) + "=" + encoded(value.toString()));
    }

    private static String segment(String segment) {
        if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
            throw new IllegalArgumentException("\"%s\" is no part of a path".formatted(segment));
        }
        return encoded(segment);
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
