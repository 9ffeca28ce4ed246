package dev.sommelier.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Forms that a decoder stumbles over: each is refused with a sentence, and never with silence.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedFormTest {

    private static final String FILE = "Content-Disposition: form-data; name=\"file\"; filename=\"a\"";

    private final Service service = new Service();

    @AfterEach
    void theNextGoodFormIsAnswered() {
        Form good = Form.withFile("file", new byte[] {1});
        assertThat(service.predict(good).statusCode()).isEqualTo(200);
        assertThat(service.bytesInFlight()).isZero();
    }

    @AfterAll
    void close() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Disposition: form-data; name; filename=\"a\"",
                "Content-Disposition: form-data; name=\"file\"; filename",
                "Content-Disposition: form-data; name=\"file\"\r\nContent-Type: multipart/mixed",
                "Content-Disposition: form-data; name=\"n\"\r\nContent-Type: text/plain; charset=",
                "Content-Disposition: form-data; name=\"n\"\r\nContent-Type: text/plain; charset=!!",
                "Content-Disposition: form-data; name=\"file\"; filename*=x",
                "Content-Disposition: form-data",
                "Content-Disposition form-data",
                "X-Nothing: else",
                FILE + "\r\nContent-Type: image/jpeg; charset=!!",
                FILE + "\r\nContent-Type: image/jpeg; charset",
                FILE + "\r\nContent-Transfer-Encoding: base64",
            })
    void saysWhichPartCannotBeReadAndHowOneBegins(String headers) {
        Form form = new Form().text("note", "x").raw("--cork\r\n" + headers + "\r\n\r\nphoto\r\n");
        for (String path : new String[] {"/predict", "/predict/batch"}) {
            assertThat(detail(send(path, form.contentType(), form.end())))
                    .startsWith("The form cannot be read at its part 2. ")
                    .contains("name=\"file\"; filename=");
        }
    }

    @Test
    void namesTheLimitOfPartsThatAreLongBesidesTheFile() {
        Form form = new Form()
                .raw("--cork\r\nX-Pad: " + "x".repeat(20_000) + "\r\n" + FILE + "\r\n\r\nphoto\r\n")
                .end();
        assertThat(detail(service.predict(form))).contains("8,192 bytes", "headers of a part");
        Form text = new Form().text("note", "x".repeat(20_000)).end();
        assertThat(detail(service.predict(text))).contains("8,192 bytes", "too long fields");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=cork; charset=!!",
            })
    void wantsABoundaryInTheContentType(String type) {
        var answer = send("/predict", type, Form.withFile("file", new byte[] {1}));
        assertThat(detail(answer)).contains("Content-Type of the form", "needs a boundary");
    }

    @Test
    void saysThatNoPartBeginsWithTheBoundary() {
        var answer = send("/predict", "multipart/form-data; boundary=other", Form.withFile("file", new byte[] {1}));
        assertThat(detail(answer)).contains("another boundary than its Content-Type says");
    }

    @Test
    void takesFilesThatLieOneDeeper() {
        String inner = "--inner\r\nContent-Disposition: attachment; filename=\"a\"\r\n\r\nphoto\r\n--inner--\r\n";
        Form nested = new Form()
                .raw("--cork\r\nContent-Disposition: form-data; name=\"file\"\r\n")
                .raw("Content-Type: multipart/mixed; boundary=inner\r\n\r\n")
                .raw(inner)
                .end();
        assertThat(service.predict(nested).statusCode()).isEqualTo(200);
        assertThat(service.classifier.seen).asString().isEqualTo("photo");
    }

    private HttpResponse<String> send(String path, String type, Form form) {
        return service.send(
                service.request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(form.bytes())));
    }

    private static String detail(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        return new JsonObject(answer.body()).getString("detail");
    }
}
