package dev.sommelier.http;

import dev.sommelier.failure.Failure;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a request says of its body.
///
/// @param name media type in lower case without parameters; empty where the request names none
/// @param compressed whether there is a `Content-Encoding`
record BodyType(String name, boolean compressed) {

    static final String FORM = "multipart/form-data";
    static final String BYTES = "application/octet-stream";

    /// What of a client's words is repeated to it.
    private static final Pattern SHORT = Pattern.compile("[a-z0-9.+*-]{1,40}/[a-z0-9.+*-]{1,60}");

    static BodyType of(HttpServerRequest request) {
        String header = request.getHeader("Content-Type");
        String encoding = request.getHeader("Content-Encoding");
        return new BodyType(
                header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT),
                encoding != null && !encoding.equalsIgnoreCase("identity"));
    }

    boolean isForm() {
        return name.equals(FORM);
    }

    /// Compressed bodies are never unpacked: a few kilobytes can unpack to gigabytes, and photos are compressed
    /// already.
    ///
    /// @param taken in which forms a body is taken instead
    void refuseCompressed(List<String> taken) {
        if (compressed) {
            throw new Failure.UnsupportedFormat(
                    "A body with a Content-Encoding",
                    taken.stream()
                            .map(type -> type.equals(BYTES) ? BYTES + " without it" : type)
                            .toList());
        }
    }

    /// @param taken in which forms a body is taken instead
    Failure refused(List<String> taken) {
        return new Failure.UnsupportedFormat(described(), taken);
    }

    private String described() {
        if (name.isEmpty()) {
            return "A body without a Content-Type";
        }
        return SHORT.matcher(name).matches() ? "A body of type " + name : "A body of this Content-Type";
    }
}
