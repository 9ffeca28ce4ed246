package dev.sommelier.http;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The headers of one part of a form.
///
/// @param name of the field; null where the part has none, as parts within a part may
/// @param filename null for a part that is no file
/// @param inner the boundary between the parts within this part; null if it has none
record PartHead(
        @Nullable String name,
        @Nullable String filename,
        @Nullable String inner) {

    /// The content stands there as it is.
    private static final Set<String> PLAIN = Set.of("binary", "8bit", "7bit");

    /// @param lines of the headers, UTF-8, separated by CR and LF, so many bytes from `start` on
    /// @throws IllegalArgumentException if a line is no header, no disposition is there, or the content is encoded
    static PartHead of(byte[] lines, int start, int length) {
        String disposition = null;
        String inner = null;
        for (String line : new String(lines, start, length, StandardCharsets.UTF_8).split("\r\n", -1)) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("no header");
            }
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
                case "content-disposition" -> disposition = value;
                case "content-type" -> inner = inner(value);
                case "content-transfer-encoding" -> requirePlain(value);
                default -> {}
            }
        }
        if (disposition == null) {
            throw new IllegalArgumentException("no disposition");
        }
        HeaderParameters parameters = HeaderParameters.of(disposition);
        return new PartHead(parameters.get("name"), parameters.extended("filename"), inner);
    }

    /// Several files under one name were once sent this way.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc7578#section-4.3">RFC 7578, multiple files</a>
    private static @Nullable String inner(String type) {
        requireKnownCharset(type);
        return type.toLowerCase(Locale.ROOT).startsWith("multipart/mixed") ? boundary(type) : null;
    }

    /// A client that names no charset that there is got something else wrong too.
    ///
    /// @param type a `Content-Type`
    /// @throws IllegalArgumentException if its charset is unknown
    static void requireKnownCharset(String type) {
        if (type.toLowerCase(Locale.ROOT).contains("charset")) {
            String charset = HeaderParameters.of(type).get("charset");
            if (charset != null) {
                var _ = Charset.forName(charset);
            }
        }
    }

    /// What separates the parts.
    ///
    /// @param type a `Content-Type`
    /// @throws IllegalArgumentException if it has none
    static String boundary(String type) {
        String boundary = HeaderParameters.of(type).get("boundary");
        if (boundary == null || boundary.isEmpty()) {
            throw new IllegalArgumentException("no boundary");
        }
        return boundary;
    }

    private static void requirePlain(String encoding) {
        if (!PLAIN.contains(encoding.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("encoded");
        }
    }
}
