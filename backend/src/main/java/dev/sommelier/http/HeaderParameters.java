package dev.sommelier.http;

import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What stands behind the first semicolon of a header such as `Content-Type` or `Content-Disposition`.
///
/// Quoted values may hold what browsers write into them: a backslash stands for itself unless a quote or another
/// backslash follows.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.6">RFC 9110, parameters</a>
final class HeaderParameters {

    private final String header;
    private final Map<String, String> values = new HashMap<>();
    private int at;

    private HeaderParameters(String header) {
        this.header = header;
    }

    /// By their names in lower case; of one that comes twice, the first.
    ///
    /// @throws IllegalArgumentException if a parameter has no name or no value, or a quote is not closed
    static HeaderParameters of(String header) {
        HeaderParameters parameters = new HeaderParameters(header);
        parameters.readAll();
        return parameters;
    }

    @Nullable
    String get(String name) {
        return values.get(name);
    }

    /// A text in any language, from `name*` where that is there.
    ///
    /// @throws IllegalArgumentException if it is not written as charset'language'percent-encoded
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc8187">RFC 8187</a>
    @Nullable
    String extended(String name) {
        String encoded = values.get(name + "*");
        if (encoded == null) {
            return values.get(name);
        }
        String[] parts = encoded.split("'", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException(name + "* names no charset");
        }
        return URLDecoder.decode(parts[2].replace("+", "%2B"), Charset.forName(parts[0]));
    }

    private void readAll() {
        at = header.indexOf(';');
        while (at >= 0 && at < header.length()) {
            at++;
            skipBlanks();
            if (at < header.length() && header.charAt(at) != ';') {
                readOne();
            }
        }
    }

    private void readOne() {
        int equals = header.indexOf('=', at);
        int end = header.indexOf(';', at);
        if (equals <= at || (end >= 0 && end < equals)) {
            throw new IllegalArgumentException("a parameter without a value");
        }
        String name = header.substring(at, equals).strip().toLowerCase(Locale.ROOT);
        at = equals + 1;
        skipBlanks();
        String value = at < header.length() && header.charAt(at) == '"' ? quoted() : token();
        values.putIfAbsent(name, value);
        at = header.indexOf(';', at);
    }

    private String token() {
        int end = header.indexOf(';', at);
        String value = header.substring(at, end < 0 ? header.length() : end).strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a parameter without a value");
        }
        return value;
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < header.length() && header.charAt(at) != '"'; at++) {
            if (header.charAt(at) == '\\' && at + 1 < header.length() && "\"\\".indexOf(header.charAt(at + 1)) >= 0) {
                at++;
            }
            value.append(header.charAt(at));
        }
        if (at == header.length()) {
            throw new IllegalArgumentException("a quote that is not closed");
        }
        return value.toString();
    }

    private void skipBlanks() {
        while (at < header.length() && (header.charAt(at) == ' ' || header.charAt(at) == '\t')) {
            at++;
        }
    }
}
