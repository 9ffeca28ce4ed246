package dev.sommelier.ui.api;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;

/// One photo as a multipart form. The backend knows the format by content, so neither the user's file name nor a
/// type guessed from it travels along.
record PhotoForm(String boundary, byte[] photo) {
    PhotoForm(byte[] photo) {
        this("photo-" + UUID.randomUUID(), photo);
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    BodyPublisher body() {
        String head = """
                --%s\r
                Content-Disposition: form-data; name="file"; filename="photo"\r
                Content-Type: application/octet-stream\r
                \r
                """.formatted(boundary);
        String tail = "\r\n--%s--\r\n".formatted(boundary);
        return BodyPublishers.concat(
                BodyPublishers.ofString(head), BodyPublishers.ofByteArray(photo), BodyPublishers.ofString(tail));
    }
}
