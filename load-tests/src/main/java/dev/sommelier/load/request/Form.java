package dev.sommelier.load.request;

import dev.sommelier.load.photo.Photo;
import io.gatling.javaapi.core.Session;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Multipart forms with files, whole: Gatling would put one together for each request and send it in small pieces, and
/// that costs processor time which the service lacks on the same machine.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
final class Form {
    /// The field that the API wants a photo in.
    static final String FIELD = "file";

    private static final String BOUNDARY = "----sommelier-load-3b7c1f5e9a2d4860";
    static final String CONTENT_TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private Form() {}

    /// @param field that each file is in
    static byte[] of(String field, List<Photo> files) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (Photo file : files) {
            form.writeBytes(head(field, file));
            form.writeBytes(file.bytes());
            form.writeBytes(ascii("\r\n"));
        }
        form.writeBytes(ascii("--" + BOUNDARY + "--\r\n"));
        return form.toByteArray();
    }

    private static byte[] head(String field, Photo file) {
        return """
                --%s\r
                Content-Disposition: form-data; name="%s"; filename="%s"\r
                Content-Type: %s\r
                \r
                """.formatted(BOUNDARY, field, quoted(file.name()), file.contentType())
                .getBytes(StandardCharsets.UTF_8);
    }

    /// As browsers do it.
    private static String quoted(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static <T> T fed(Session session, String key, Class<T> type) {
        Object value = session.get(key);
        return type.cast(Objects.requireNonNull(value, () -> "nothing was fed as " + key));
    }
}
