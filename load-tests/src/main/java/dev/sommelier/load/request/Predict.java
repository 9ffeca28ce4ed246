package dev.sommelier.load.request;

import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.http.HttpDsl.ByteArrayBodyPart;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.sommelier.load.photo.Photo;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.http.BodyPart;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.util.Objects;

/// `POST /predict`, with the photo as the multipart field `file`.
public final class Predict {
    /// Where a session keeps the {@link Photo} to send.
    public static final String PHOTO = "photo";

    private Predict() {}

    public static HttpRequestActionBuilder photo() {
        return http("POST /predict")
                .post("/predict")
                .bodyPart(file())
                .asMultipartForm()
                .check(
                        status().is(200),
                        jsonPath("$.predicted_class").exists(),
                        jsonPath("$.confidence").ofDouble().gt(0.0),
                        probabilitiesSumToOne(),
                        jsonPath("$.model.name").exists(),
                        jsonPath("$.request_id").exists());
    }

    /// A file that is no readable image, which has to be refused as such.
    ///
    /// @param what the file is, for the report
    public static HttpRequestActionBuilder unreadable(String what, Photo file) {
        return http("POST /predict with " + what)
                .post("/predict")
                .bodyPart(ByteArrayBodyPart("file", file.bytes())
                        .fileName(file.name())
                        .contentType(file.contentType()))
                .asMultipartForm()
                .check(
                        status().is(422),
                        header("Content-Type").is("application/problem+json"),
                        jsonPath("$.detail").exists(),
                        jsonPath("$.request_id").exists());
    }

    private static BodyPart file() {
        return ByteArrayBodyPart("file", session -> current(session).bytes())
                .fileName(session -> current(session).name())
                .contentType(session -> current(session).contentType());
    }

    private static Photo current(Session session) {
        return Objects.requireNonNull(session.get(PHOTO), "no photo was fed");
    }

    /// To a thousandth: each is rounded on its way through JSON.
    private static CheckBuilder probabilitiesSumToOne() {
        return jsonPath("$.probabilities.*")
                .ofDouble()
                .findAll()
                .transform(all ->
                        Math.abs(all.stream().mapToDouble(Double::doubleValue).sum() - 1))
                .lt(1e-3);
    }
}
