package dev.sommelier.load.request;

import static io.gatling.javaapi.http.HttpDsl.ByteArrayBodyPart;

import dev.sommelier.load.photo.Photo;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.BodyPart;
import java.util.Objects;
import java.util.function.Function;

/// Multipart forms with files that sessions hold.
final class Form {
    /// The field that the API wants a photo in.
    static final String FIELD = "file";

    private Form() {}

    static BodyPart file(String field, String key) {
        return file(session -> field, session -> photo(session, key));
    }

    static BodyPart file(Function<Session, String> field, Function<Session, Photo> file) {
        return ByteArrayBodyPart(field, session -> file.apply(session).bytes())
                .fileName(session -> file.apply(session).name())
                .contentType(session -> file.apply(session).contentType());
    }

    static Photo photo(Session session, String key) {
        return fed(session, key, Photo.class);
    }

    static <T> T fed(Session session, String key, Class<T> type) {
        Object value = session.get(key);
        return type.cast(Objects.requireNonNull(value, () -> "nothing was fed as " + key));
    }
}
