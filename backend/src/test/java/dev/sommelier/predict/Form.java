package dev.sommelier.predict;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A multipart form written by hand, so that tests can write wrong ones too.
final class Form {

    static final String BOUNDARY = "cork";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static Form withFile(String field, byte[] content) {
        return new Form().file(field, content).end();
    }

    Form file(String field, byte[] content) {
        return file(field, "photo.jpg", content);
    }

    Form file(String field, String filename, byte[] content) {
        return part("name=\"%s\"; filename=\"%s\"\r\nContent-Type: image/jpeg".formatted(field, filename), content);
    }

    Form text(String field, String value) {
        return part("name=\"%s\"".formatted(field), value.getBytes(StandardCharsets.UTF_8));
    }

    Form end() {
        return raw("--" + BOUNDARY + "--\r\n");
    }

    Form raw(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private Form part(String disposition, byte[] content) {
        raw("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n");
        bytes.writeBytes(content);
        return raw("\r\n");
    }
}
